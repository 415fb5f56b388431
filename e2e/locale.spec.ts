import { expect, says, test, writes } from "./test.ts";

const long = "const result = 'x'.repeat(12_345);";

for (const { locale, grouped, broken, day } of [
  {
    locale: "de-DE",
    grouped: "12.345",
    broken: /\d,\d MiB/,
    day: /A chat of \d+ [A-Z][a-z]+ 2\d{3}, shared/,
  },
  {
    locale: "fr-FR",
    grouped: "12\u202f345",
    broken: /\d,\d MiB/,
    day: /A chat of \d+ [A-Z][a-z]+ 2\d{3}, shared/,
  },
  {
    locale: "en-US",
    grouped: "12,345",
    broken: /\d\.\d MiB/,
    day: /A chat of [A-Z][a-z]+ \d+, 2\d{3}, shared/,
  },
]) {
  test.describe(`for a reader of ${locale}`, () => {
    test.use({ locale, timezoneId: "Europe/Berlin" });

    test("numbers of the page have the marks of the reader's language, and its words stay English", async ({
      chat,
      provider,
    }) => {
      provider.answers(writes("Write much", long), says("Written."));
      await chat.ask("Write much");
      await chat.finish();
      const run = chat.run("Write much");
      await expect(run).toContainText(`Show all ${grouped} characters`);
      await expect(await chat.inspect("Write much", "Result")).toContainText(broken);
      // What the server drew for anybody is the reader's after a reload too, without a word in the browser's console.
      await chat.openChat(await chat.path());
      await expect(run).toContainText(`Show all ${grouped} characters`);
    });

    test("a shared chat tells its day in English words, in the reader's order", async ({
      chat,
      provider,
    }) => {
      provider.answers(says("Written."));
      await chat.ask("Write much");
      await chat.finish();
      const address = new URL(`/api${await chat.path()}/share`, chat.page.url()).href;
      const { token } = await (await chat.page.request.post(address)).json();
      await chat.page.goto(new URL(`/shared/${token}`, address).href);
      await expect(chat.main).toContainText(day);
    });
  });
}
