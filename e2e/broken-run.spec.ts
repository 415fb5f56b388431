import { expect, says, test, writes } from "./test.ts";

test.use({ expectedConsoleErrors: [/No locale for this/] });

/** So many characters, whose count is drawn beside them. */
const chars = 31_337;

test("a run that cannot be drawn says so, and the chat goes on", async ({ chat, provider }) => {
  // A fault of the page's, since nothing that the server would keep is one.
  await chat.page.evaluate((count) => {
    const { prototype } = Intl.NumberFormat;
    const bind = Object.getOwnPropertyDescriptor(prototype, "format")?.get;
    Object.defineProperty(prototype, "format", {
      get(this: Intl.NumberFormat) {
        const write: Intl.NumberFormat["format"] = bind?.call(this);
        return (number: number) => {
          if (number === count) throw new Error("No locale for this");
          return write(number);
        };
      },
    });
  }, chars);
  provider.answers(writes("Repeat", `const result = "x".repeat(${chars});`), says("That was all."));
  await chat.ask("Repeat");
  await expect(chat.main.getByRole("region", { name: "Run: Repeat" })).toContainText("could not be drawn");
  await expect(chat.main).toContainText("That was all.");
  await chat.finish();

  provider.answers(says("Four."));
  await chat.ask("How many s in mississippi?");
  await expect(chat.main).toContainText("Four.");
});
