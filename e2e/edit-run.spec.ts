import { nanoid } from "nanoid";
import { test as api, toQuestion } from "./chat-api.ts";
import type { ChatPage } from "./chat-page.ts";
import { approves, expect, holdBeforeAnswer, refuses, says, test, writes } from "./test.ts";

const code = "const result = 6 * 7;";

/** Has a program written and run, and opens it to be changed. */
async function begin(chat: ChatPage, program = code) {
  await chat.ask("What is 6 times 7?");
  await chat.finish();
  const tab = await chat.inspect("Multiply", "Code");
  await expect(tab).toContainText(program);
  await tab.getByRole("button", { name: "Edit", exact: true }).click();
  const editor = tab.getByRole("textbox", { name: "The program" });
  await expect(editor).toBeFocused();
  // The plain field gives way when the other is there.
  await expect(tab).toContainText("Tab indents");
  await expect(editor).toBeFocused();
  return { tab, editor };
}

async function write(chat: ChatPage, text: string) {
  await chat.page.keyboard.press("ControlOrMeta+a");
  await chat.page.keyboard.insertText(text);
}

test("a program is changed and run by Ctrl+Enter, and its version is shown in all tabs", async ({
  chat,
  provider,
}) => {
  const own = "const result = 2 * 21;";
  provider.answers(writes("Multiply", own), says("It is 42."));
  provider.reviews(approves("It multiplies."), approves("It multiplies more."));
  const { tab, editor } = await begin(chat, own);
  await write(chat, 'console.log("changed");\nconst result = 6 * 700;');
  await expect(editor).toContainText("6 * 700");
  await chat.page.keyboard.press("Control+Enter");
  const versions = tab.getByRole("group", { name: "Versions" });
  await expect(versions.getByRole("radio", { name: /^Edit 1/ })).toBeChecked();
  await expect(versions).toContainText("Edit 1SafeCompleted");
  await expect(tab).toContainText("It multiplies more.");
  await expect(tab).toContainText("changed");
  await expect(tab.getByText(/^4,?200$/)).toBeVisible();
  await expect(editor).toBeFocused();

  await expect(await chat.inspect("Multiply", "Review")).toContainText("It multiplies more.");
  await expect(await chat.inspect("Multiply", "Result")).toContainText(/4,?200/);
  await expect(await chat.inspect("Multiply", "Console")).toContainText("changed");
  await expect(await chat.inspect("Multiply", "Data")).toContainText("6 * 700");
  await expect(chat.inspector).toContainText("Edit 1 · Completed");
  await chat.inspect("Multiply", "Code");
  await versions.getByRole("radio", { name: /^Original/ }).check();
  await expect(editor).toContainText(own);
  await expect(await chat.inspect("Multiply", "Result")).toContainText("42");
  // What was said stays as it was, and the reviewer saw the program alone.
  await expect(chat.run("Multiply")).toContainText(own);
  expect(provider.asked.map(({ role }) => role)).toEqual(["agent", "review", "agent", "review"]);
  expect(JSON.stringify(provider.asked[3]?.body)).not.toContain("What is 6 times 7?");
});

test("an edit that the review refuses does not run, is kept with its verdict, and cannot be used", async ({
  chat,
  provider,
}) => {
  const own = "const result = 3 * 21;";
  provider.answers(writes("Multiply", own), says("It is 42."));
  provider.reviews(approves(), refuses("It would look around."));
  const { tab } = await begin(chat, own);
  await write(chat, "const result = 6 * 701;");
  await tab.getByRole("button", { name: "Run", exact: true }).click();
  await expect(tab.getByRole("radio", { name: /^Edit 1/ })).toBeChecked();
  await expect(tab).toContainText("Edit 1UnsafeNot run");
  await expect(tab).toContainText("It would look around. It did not run.");
  await expect(tab).toContainText("It came to no result, so it cannot be used in the answer.");
  await expect(tab.getByRole("button", { name: "Use in the answer" })).toHaveCount(0);
});

test("an edit that returns an HTML document runs as a prototype in the Result tab", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Multiply", code), says("It is 42."));
  const { tab } = await begin(chat);
  const html = "<!doctype html><html><title>Edited</title><body><button>Press</button></body></html>";
  await write(chat, `const result = ${JSON.stringify(html)};`);
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab.getByRole("radio", { name: /^Edit 1/ })).toBeChecked();
  const result = await chat.inspect("Multiply", "Result");
  await expect(result.frameLocator("iframe").getByRole("button", { name: "Press" })).toBeVisible();
  await expect(result).not.toContainText("not kept as part of a run");
});

test("the rows of a version are not sorted as those of another were", async ({ chat, provider }) => {
  provider.answers(writes("Multiply", code), says("It is 42."));
  const { tab, editor } = await begin(chat);
  for (const [edit, first] of [
    [1, 17],
    [2, 27],
  ]) {
    await editor.focus();
    await write(chat, `const result = [{ n: ${first} }, { n: 3 }, { n: 5 }];`);
    await chat.page.keyboard.press("Control+Enter");
    await expect(tab.getByRole("radio", { name: new RegExp(`^Edit ${edit}`) })).toBeChecked();
  }
  const cells = tab.getByRole("cell");
  await expect(cells).toHaveText(["27", "3", "5"]);
  await tab.getByRole("columnheader", { name: "n" }).getByRole("button").click();
  await expect(tab.locator("[aria-sort]")).toHaveCount(1);
  await tab.getByRole("radio", { name: /^Edit 1/ }).check();
  await expect(cells).toHaveText(["17", "3", "5"]);
  await expect(tab.locator("[aria-sort]")).toHaveCount(0);
});

test("text that is no program is told at once, without a review, and stays to be mended", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Multiply", code), says("It is 42."));
  const { tab, editor } = await begin(chat);
  const before = provider.asked.length;
  await write(chat, "const result =\n6 *;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab).toContainText("This is no program yet, so nobody reviewed it.");
  await expect(tab).toContainText("(line 2)");
  await expect(editor).toContainText("6 *;");
  await expect(tab.getByRole("group", { name: "Versions" })).toHaveCount(0);
  expect(provider.asked).toHaveLength(before);
});

test("a run under way shows its stage, and can be stopped", async ({ chat, provider }) => {
  provider.answers(writes("Multiply", code), says("It is 42."));
  const { tab, editor } = await begin(chat);
  await write(chat, "for (;;);");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab.getByRole("progressbar", { name: "Time used" })).toBeVisible();
  await tab.getByRole("button", { name: "Stop" }).click();
  await expect(tab).toContainText("Stopped. It is no version; what you wrote is still here.");
  await expect(editor).toContainText("for (;;);");
  await expect(tab.getByRole("group", { name: "Versions" })).toHaveCount(0);
  // Nothing goes on: the next one is taken at once.
  await editor.focus();
  await write(chat, "const result = 6 * 702;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab.getByRole("radio", { name: /^Edit 1/ })).toBeChecked();
});

test("a review under way is ended when it is stopped", async ({ chat, provider }) => {
  const reviewing = holdBeforeAnswer();
  const own = "const result = 4 * 21;";
  provider.answers(writes("Multiply", own), says("It is 42."));
  provider.reviews(approves(), approves("Too late.", reviewing));
  const { tab } = await begin(chat, own);
  await write(chat, "const result = 6 * 703;");
  await chat.page.keyboard.press("Control+Enter");
  await reviewing.reached;
  await tab.getByRole("button", { name: "Stop" }).click();
  await expect(tab).toContainText("Stopped.");
  await expect.poll(() => provider.asked.at(-1)?.ended).toBe("hung-up");
});

test("versions, what changed between them and what has not run are there after a reload", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Multiply", code), says("It is 42."));
  const { tab, editor } = await begin(chat);
  await write(chat, "const result = 6 * 704;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab.getByRole("radio", { name: /^Edit 1/ })).toBeChecked();
  await write(chat, "const result = 6 * 705;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab.getByRole("radio", { name: /^Edit 2/ })).toBeChecked();
  await write(chat, "const result = 6 * 706;");
  await expect(tab.getByRole("button", { name: "Undo all changes" })).toBeVisible();
  const path = await chat.path();
  await chat.openChat(path);

  await chat.inspect("Multiply", "Code");
  await expect(editor).toContainText("6 * 706");
  await expect(tab.getByRole("radio", { name: /^Edit 2/ })).toBeChecked();
  await tab.getByRole("button", { name: "From Edit 1" }).click();
  const changes = tab.getByRole("group", { name: "Changes from Edit 1 to Edit 2" });
  await expect(changes).toContainText("Removed: −const result = 6 * 704;");
  await expect(changes).toContainText("Added: +const result = 6 * 705;");
  await tab.getByRole("button", { name: "From Original" }).click();
  await expect(tab.getByRole("group", { name: "Changes from Original to Edit 2" })).toContainText(`−${code}`);
  await tab.getByRole("button", { name: "Undo all changes" }).click();
  await expect(editor).toContainText("6 * 705");
  expect(
    await chat.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("unsent"))),
  ).toEqual([]);
});

test("a version used in the answer is a question of its own, from whose result the model goes on", async ({
  chat,
  provider,
}) => {
  provider.answers(
    writes("Multiply", code),
    says("It is 42."),
    says("Is there more?"),
    says("With your change it is 4,242."),
  );
  await chat.ask("What is 6 times 7?");
  await chat.finish();
  await chat.ask("And then?");
  await chat.finish();
  const tab = await chat.inspect("Multiply", "Code");
  await tab.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(tab).toContainText("Tab indents");
  await write(chat, "const result = 6 * 707;");
  await chat.page.keyboard.press("Control+Enter");
  await tab.getByRole("button", { name: "Use in the answer" }).click();
  await expect(chat.main).toContainText("With your change it is 4,242.");
  await chat.finish();
  await expect(chat.inspector).toHaveCount(0);

  const check = async () => {
    await expect(chat.main).toContainText("I changed this program and ran it. Go on from its result.");
    await expect(chat.run("Multiply")).toHaveCount(2);
    await expect(chat.run("Multiply").last()).toContainText("const result = 6 * 707;");
    await expect(chat.run("Multiply").last()).toContainText(/4,?242/);
    await expect(chat.main).not.toContainText("And then?");
    await expect(chat.main).toContainText("2/2");
  };
  await check();
  const asked = JSON.stringify(provider.asked.at(-1)?.body);
  for (const words of ["The person changed the program", "const result = 6 * 707;", "Result: 4242"])
    expect(asked).toContain(words);
  expect(asked).not.toContain("And then?");
  await chat.openChat(await chat.path());
  await check();
});

test("a shared chat shows the version that was used, as what it is, and has nothing to be changed", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Multiply", code), says("It is 42."), says("It is more now."));
  const { tab } = await begin(chat);
  await write(chat, "const result = 6 * 711;");
  await chat.page.keyboard.press("Control+Enter");
  await tab.getByRole("button", { name: "Use in the answer" }).click();
  await expect(chat.main).toContainText("It is more now.");
  await chat.finish();
  const address = new URL(`/api${await chat.path()}/share`, chat.page.url()).href;
  const { token } = await (await chat.page.request.post(address)).json();
  await chat.page.goto(new URL(`/shared/${token}`, address).href);
  await expect(chat.main).toContainText("I changed this program and ran it.");
  const used = chat.run("Multiply").last();
  await expect(used).toContainText("const result = 6 * 711;");
  await used.getByRole("button", { name: "Inspect" }).click();
  await expect(chat.inspector).toContainText("const result = 6 * 711;");
  await expect(chat.inspector.getByRole("button", { name: /Edit|Run|Use/ })).toHaveCount(0);
});

test("a program that was imported, and for which nobody vouches, is reviewed and run like any other when it is changed", async ({
  chat,
  provider,
}) => {
  const own = "const result = 5 * 21;";
  provider.answers(writes("Multiply", own), says("It is 42."), says("Now it is known."));
  provider.reviews(approves(), approves("It multiplies indeed."));
  await chat.ask("What is 6 times 7?");
  await chat.finish();
  const { href } = new URL(`/api${await chat.path()}/export?as=json`, chat.page.url());
  const file = await (await chat.page.request.get(href)).json();
  const imported = await chat.page.request.post(new URL("/api/chats/import", href).href, {
    data: { ...file, signature: "" },
  });
  await chat.openChat(`/chat/${(await imported.json()).id}`);
  await expect(chat.main.getByText("Imported, not verified")).toHaveCount(2);
  const tab = await chat.inspect("Multiply", "Code");
  await tab.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(tab).toContainText("Tab indents");
  await write(chat, "const result = 6 * 712;");
  await chat.page.keyboard.press("Control+Enter");
  await expect(tab).toContainText("It multiplies indeed.");
  await tab.getByRole("button", { name: "Use in the answer" }).click();
  await expect(chat.main).toContainText("Now it is known.");
  await chat.finish();
  // Only what came with the file is not verified.
  await expect(chat.main.getByText("Imported, not verified")).toHaveCount(2);
  const asked = JSON.stringify(provider.asked.at(-1)?.body);
  expect(asked).toContain("A part of this conversation was imported from a file.");
  expect(asked).toContain("Result: 4272");
});

test("Escape frees Tab to leave the editor, and a second one closes the panel, where nothing is lost", async ({
  chat,
  provider,
}) => {
  provider.answers(writes("Multiply", code), says("It is 42."));
  const { tab, editor } = await begin(chat);
  await write(chat, "const result = 1;");
  await chat.page.keyboard.press("Tab");
  await expect(editor).toBeFocused();
  await chat.page.keyboard.press("Escape");
  await chat.page.keyboard.press("Tab");
  await expect(tab.getByRole("button", { name: "Run", exact: true })).toBeFocused();
  await editor.focus();
  await chat.page.keyboard.press("Escape");
  await chat.page.keyboard.press("Escape");
  await expect(chat.inspector).toHaveCount(0);
  await chat.inspect("Multiply", "Code");
  await expect(editor).toContainText("const result = 1;");
});

test.describe("when something is missing", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource/] });

  test("a plain field stands in for an editor that cannot be loaded", async ({ chat, page, provider }) => {
    provider.answers(writes("Multiply", code), says("It is 42."));
    await chat.ask("What is 6 times 7?");
    await chat.finish();
    const tab = await chat.inspect("Multiply", "Code");
    await expect(tab).toContainText(code);
    await page.route("**/_next/static/**", (route) => route.abort());
    await tab.getByRole("button", { name: "Edit", exact: true }).click();
    const field = tab.getByRole("textbox", { name: "The program" });
    await field.fill("const result = 6 * 708;");
    await field.press("Control+Enter");
    await expect(tab.getByRole("radio", { name: /^Edit 1/ })).toBeChecked();
    await expect(tab.getByText(/^4,?248$/)).toBeVisible();
  });

  test("an editor that comes late leaves the focus where its reader is by then", async ({
    chat,
    page,
    provider,
  }) => {
    provider.answers(writes("Multiply", code), says("It is 42."));
    await chat.ask("What is 6 times 7?");
    await chat.finish();
    const tab = await chat.inspect("Multiply", "Code");
    await expect(tab).toContainText(code);
    const coming = Promise.withResolvers<void>();
    await page.route("**/_next/static/**", async (route) => {
      await coming.promise;
      await route.continue();
    });
    await tab.getByRole("button", { name: "Edit", exact: true }).click();
    await expect(tab.getByRole("textbox", { name: "The program" })).toBeFocused();
    const question = page.getByRole("textbox", { name: "Your question" });
    await question.focus();
    coming.resolve();
    await expect(tab).toContainText("Tab indents");
    await expect(question).toBeFocused();
  });

  test("an inspector that cannot be loaded says so, and comes when it is tried again", async ({
    chat,
    page,
    provider,
  }) => {
    provider.answers(writes("Multiply", code), says("It is 42."));
    await chat.ask("What is 6 times 7?");
    await chat.finish();
    await page.route("**/_next/static/**", (route) => route.abort());
    await chat.run("Multiply").getByRole("button", { name: "Inspect" }).click();
    await expect(page.getByText("The inspector could not be loaded.")).toBeVisible();
    await page.unroute("**/_next/static/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(chat.inspector).toContainText(code);
  });

  test("a server that is gone is said to be, and what was written stays", async ({
    chat,
    page,
    provider,
  }) => {
    provider.answers(writes("Multiply", code), says("It is 42."));
    const { tab, editor } = await begin(chat);
    await write(chat, "const result = 6 * 709;");
    await page.route("**/api/runs", (route) => route.abort());
    await chat.page.keyboard.press("Control+Enter");
    await expect(tab).toContainText("The Workings server cannot be reached. What you wrote is still here.");
    await expect(editor).toContainText("6 * 709");
  });
});

api(
  "only the owner of a chat runs programs in it, one at a time, and of runs that are there",
  async ({ client, somebody, provider }) => {
    const chatId = nanoid();
    provider.answers(writes("Multiply", code), says("It is 42."));
    await (await client.ask({ id: chatId, message: toQuestion("What is 6 times 7?") })).text();
    const part = (await client.read(chatId)).messages[1]?.parts.find(
      ({ type }) => type === "tool-execute_code",
    );
    const runId = part && "toolCallId" in part ? part.toolCallId : "";
    const body = { chatId, runId, code: "const result = 6 * 710;" };
    const query = (id: string) => `/runs?chat=${chatId}&run=${id}`;

    await somebody.begin();
    for (const [who, sent] of [
      [somebody, body],
      [client, { ...body, runId: "nothing" }],
      [client, { ...body, chatId: nanoid() }],
      [client, { ...body, from: nanoid() }],
    ] as const)
      expect((await who.send("POST", "/runs", sent)).status()).toBe(404);
    expect((await somebody.send("GET", query(runId))).status()).toBe(404);
    expect((await client.send("GET", query("nothing"))).status()).toBe(404);
    expect((await client.send("GET", "/runs")).status()).toBe(400);
    for (const wrong of [
      { ...body, code: " " },
      { ...body, code: 1 },
      { ...body, verdict: "safe" },
    ])
      expect((await client.send("POST", "/runs", wrong)).status()).toBe(400);
    expect((await client.send("POST", "/runs", { ...body, code: "1;".repeat(400_000) })).status()).toBe(413);
    const tooLong = await (await client.send("POST", "/runs", { ...body, code: "1;".repeat(40_000) })).text();
    expect(tooLong).toContain("too-long");

    const reviewing = holdBeforeAnswer();
    provider.reviews(approves("It multiplies.", reviewing));
    const first = client.send("POST", "/runs", body);
    await reviewing.reached;
    const second = await client.send("POST", "/runs", body);
    expect(second.status()).toBe(409);
    expect((await second.json()).error.message).toContain("Another changed program of this chat is running");
    reviewing.release();
    const events = (await (await first).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ kind, execution }) => execution?.status ?? kind)).toEqual([
      "reviewing",
      "running",
      "running",
      "finished",
      "kept",
    ]);
    const { edits } = await (await client.send("GET", query(runId))).json();
    expect(edits).toEqual([events.at(-1).edit]);

    const use = { edit: edits[0].id, question: nanoid() };
    expect((await somebody.ask({ id: chatId, use })).status()).toBe(404);
    expect((await client.ask({ id: chatId, use: { ...use, edit: nanoid() } })).status()).toBe(404);
    expect((await client.ask({ id: chatId, use, parentId: null })).status()).toBe(400);
    expect((await client.ask({ id: chatId, use, message: toQuestion("And?") })).status()).toBe(400);
    expect((await client.ask({ id: chatId, use: { ...use, execution: {} } })).status()).toBe(400);
  },
);
