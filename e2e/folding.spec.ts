import type { ChatPage } from "./chat-page.ts";
import type { Provider } from "./provider/provider.ts";
import { createSidebarPage } from "./sidebar-page.ts";
import { expect, holdBeforeAnswer, says, test, writes } from "./test.ts";

const code = `const letters = [..."mississippi"];\nconst result = letters.filter((letter) => letter === "s");\n`;

const program = (chat: ChatPage) => chat.run("Pick letters").getByText("const letters");
const result = (chat: ChatPage) => chat.stage("Pick letters", "Result");

/** Up to the moment at which the run has come to its result and the model is about to speak. */
async function askUpToResult(chat: ChatPage, provider: Provider) {
  const concluding = holdBeforeAnswer();
  provider.answers(writes("Pick letters", code), says("There are four of them.", concluding));
  await chat.ask("Which s are there?");
  await concluding.reached;
  await expect(result(chat)).toBeVisible();
  await expect(program(chat)).toBeVisible();
  return { concluding };
}

async function ask(chat: ChatPage, provider: Provider): Promise<void> {
  provider.answers(writes("Pick letters", code), says("There are four of them."));
  await chat.ask("Which s are there?");
  await chat.finish();
}

test("a run folds to a line when its answer begins, and what it came to stays", async ({
  chat,
  provider,
}) => {
  const { concluding } = await askUpToResult(chat, provider);
  concluding.release();
  await chat.finish();
  await expect(program(chat)).toBeHidden();
  await expect(result(chat)).toBeVisible();
  await expect(chat.fold("Pick letters")).toHaveAttribute("aria-expanded", "false");
  await expect(chat.run("Pick letters").getByText("Safe", { exact: true }).first()).toBeVisible();
  await expect(chat.run("Pick letters").getByText("4 entries")).toBeVisible();
});

test("nothing folds under the pointer, the focus or the selection of its reader", async ({
  chat,
  provider,
}) => {
  const engagements = {
    pointer: () => result(chat).hover(),
    focus: () => chat.run("Pick letters").getByRole("button", { name: "Inspect" }).focus(),
    selection: () => program(chat).selectText(),
  };
  for (const engage of Object.values(engagements)) {
    const { concluding } = await askUpToResult(chat, provider);
    await engage();
    concluding.release();
    await chat.finish();
    await expect(chat.main.getByText("There are four of them.")).toBeVisible();
    await expect(program(chat)).toBeVisible();
    await chat.page.mouse.move(0, 0);
    await chat.beginNew();
  }
});

test("a run folds under a pointer that only rests where it came", async ({ chat, provider }) => {
  await chat.page.mouse.move(640, 200);
  const { concluding } = await askUpToResult(chat, provider);
  expect(await chat.run("Pick letters").evaluate((run) => run.matches(":hover"))).toBe(true);
  concluding.release();
  await chat.finish();
  await expect(program(chat)).toBeHidden();
});

test("nothing folds for a reader who has left the end of the conversation", async ({ chat, provider }) => {
  await chat.page.setViewportSize({ width: 900, height: 500 });
  await ask(chat, provider);
  const concluding = holdBeforeAnswer();
  provider.answers(writes("Count them", `${code}result.length`), says("Four.", concluding));
  await chat.ask("How many are they?");
  await concluding.reached;
  await expect(chat.stage("Count them", "Result")).toBeVisible();
  await chat.main.evaluate((element) => element.scrollTo(0, 0));
  await expect(chat.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
  concluding.release();
  await chat.finish();
  await expect(chat.fold("Count them")).toHaveAttribute("aria-expanded", "true");
  expect(await chat.main.evaluate((element) => element.scrollTop)).toBe(0);
});

test("the keyboard folds and unfolds a run, and keeps its focus", async ({ chat, provider }) => {
  await ask(chat, provider);
  const fold = chat.fold("Pick letters");
  await fold.focus();
  await chat.page.keyboard.press("Enter");
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await expect(program(chat)).toBeVisible();
  await expect(fold).toBeFocused();
  await chat.page.keyboard.press("Space");
  await expect(program(chat)).toBeHidden();
  await expect(fold).toBeFocused();
  // Nothing that is folded away takes the focus.
  await chat.page.keyboard.press("Tab");
  await expect(chat.run("Pick letters").getByRole("button", { name: "Inspect" })).toBeFocused();
});

test("what was opened by hand stays open when the chat is drawn again, and is folded when the page is", async ({
  chat,
  provider,
}) => {
  await ask(chat, provider);
  const path = await chat.path();
  await chat.fold("Pick letters").click();
  await expect(program(chat)).toBeVisible();
  const sidebar = createSidebarPage(chat.page);
  await chat.beginNew();
  await sidebar.list.locator(`a[href="${path}"]`).click();
  await expect(program(chat)).toBeVisible();
  await chat.page.reload();
  await expect(result(chat)).toBeVisible();
  await expect(program(chat)).toBeHidden();
});

test("a kept chat is folded at its first frame, before and without any script", async ({
  chat,
  provider,
  browser,
}) => {
  await ask(chat, provider);
  const address = new URL(await chat.path(), chat.page.url()).href;
  const html = await (await chat.page.request.get(address)).text();
  expect(html.match(/data-folded/g)).toHaveLength(1);

  await chat.page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        document.documentElement.dataset.moved = String(
          Number(document.documentElement.dataset.moved ?? 0) + entry.value,
        );
    }).observe({ type: "layout-shift", buffered: true });
  });
  await chat.page.goto(address);
  await expect(chat.sendButton).toBeEnabled();
  await expect(program(chat)).toBeHidden();
  const moved = await chat.page.evaluate(() => Number(document.documentElement.dataset.moved ?? 0));
  expect(moved).toBeLessThan(0.01);

  const unscripted = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await chat.page.context().storageState(),
  });
  const page = await unscripted.newPage();
  await page.goto(address);
  await expect(page.getByText("const letters").first()).toBeVisible();
  await unscripted.close();
});

test("what the browser's own search finds in a folded run opens it", async ({ chat, provider }) => {
  await ask(chat, provider);
  const folded = chat.run("Pick letters").locator('[hidden="until-found"]');
  await expect(folded).toHaveCount(1);
  await folded.dispatchEvent("beforematch");
  await expect(chat.fold("Pick letters")).toHaveAttribute("aria-expanded", "true");
  await expect(program(chat)).toBeVisible();
});

test("attempts stand together, what went wrong in a line each, and what each one changed", async ({
  chat,
  provider,
}) => {
  const attempt = (method: string) => `const list = [1, 2, 3, 94];\nconst result = list.${method};\n`;
  const repairing = holdBeforeAnswer();
  provider.answers(
    writes("Sum up", attempt("total()")),
    writes("Sum up again", attempt("sum()")),
    writes("Sum up at last", attempt("reduce((a, b) => a + b)"), repairing),
    says("It is 100."),
  );
  await chat.ask("What is the sum?");
  await repairing.reached;
  // Under way: the last one that failed is open.
  await expect(chat.stage("Sum up again", "Error")).toBeVisible();
  await expect(chat.fold("Sum up")).toHaveAttribute("aria-expanded", "false");
  repairing.release();
  await chat.finish();

  const group = chat.main.getByRole("group", { name: "3 attempts" });
  await expect(group.getByRole("article")).toHaveCount(3);
  await expect(group.locator("[aria-expanded=true]")).toHaveCount(0);
  await expect(
    chat.run("Sum up").locator("header").getByText("TypeError: not a function (line 2)"),
  ).toBeVisible();
  await expect(chat.stage("Sum up again", "Error")).toBeHidden();
  await expect(chat.stage("Sum up at last", "Result")).toHaveText("100");
  await expect(chat.run("Sum up").getByRole("button", { name: "Changes" })).toHaveCount(0);

  const changes = chat.run("Sum up at last").getByRole("button", { name: "Changes" });
  await changes.click();
  await expect(changes).toHaveAttribute("aria-pressed", "true");
  const lines = group.getByRole("group", { name: "Changes from attempt 2" });
  await expect(lines).toContainText("Removed: −const result = list.sum();");
  await expect(lines).toContainText("Added: +const result = list.reduce((a, b) => a + b);");
  await changes.click();
  await expect(lines).toHaveCount(0);
});
