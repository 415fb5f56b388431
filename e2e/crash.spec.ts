import { type App, createFolder, startAppIn } from "./app.ts";
import { type ChatPage, createChatPage } from "./chat-page.ts";
import { type Network, startNetwork } from "./network.ts";
import { readTexts } from "./provider/requests.ts";
import { approves, test as base, expect, holdAfter, holdBeforeAnswer, leadTo, says, writes } from "./test.ts";

/** A server whose successors find what it kept, at an address that stays the same. */
interface Mortal {
  network: Network;
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
  startAgain(): Promise<void>;
}

const test = base.extend<{ mortal: Mortal }>({
  mortal: async ({ wire, provider: _ }, use) => {
    const folder = await createFolder();
    const start = () => startAppIn(folder.path, leadTo(wire));
    let app: App = await start();
    const network = await startNetwork(app.url);
    await use({
      network,
      end: (signal) => app.end(signal),
      async startAgain() {
        app = await start();
        network.leadTo(app.url);
      },
    });
    await network.stop();
    await app.stop();
    await folder.remove();
  },
});

const interrupted = "The server ended, or lost its database, while this answer was being written.";

/** Asks in a new chat, and waits until the answer has an address of its own. */
async function ask(chat: ChatPage, question: string): Promise<void> {
  await chat.open();
  await chat.ask(question);
  await chat.path();
}

/** Until the server has saved those words of the chat, as it does every two seconds. */
async function untilSaved(chat: ChatPage, words: string): Promise<void> {
  const address = new URL(`/api${await chat.path()}`, chat.page.url()).href;
  await expect
    .poll(async () => (await chat.page.request.get(address)).text(), { message: `saved: ${words}` })
    .toContain(words);
}

test("a server that is killed in mid-answer loses nothing that it had saved, and the answer can go on", async ({
  mortal,
  page,
  context,
  provider,
}) => {
  const chat = createChatPage(page, mortal.network.url);
  provider.answers(
    writes("Add", "const result = 30 + 1; // until the end"),
    says("It is thirty-one, which is prime.", holdAfter("thirty-one")),
  );
  provider.reviews(approves("It only adds."));
  await ask(chat, "What is 30 + 1?");
  await untilSaved(chat, "thirty-one");

  const reviewing = holdBeforeAnswer();
  const reviewed = createChatPage(await context.newPage(), mortal.network.url);
  provider.answers(writes("Subtract", "const result = 30 - 1; // never to run"));
  provider.reviews(approves("It only subtracts.", reviewing));
  await ask(reviewed, "What is 30 - 1?");
  await reviewing.reached;
  await untilSaved(reviewed, "never to run");

  await mortal.end("SIGKILL");
  await expect(chat.main).toContainText("Trying again…");
  await expect(chat.main).toContainText("It is thirty-one");
  await mortal.startAgain();
  // Both pages find out by themselves, and a reload shows the same.
  for (const reload of [false, true]) {
    for (const shown of [chat, reviewed]) {
      if (reload) await shown.page.reload();
      await shown.finish();
      await expect(shown.main).toContainText(interrupted);
    }
    await expect(chat.main).toContainText("What is 30 + 1?");
    await expect(chat.stage("Add", "Result")).toHaveText("31");
    await expect(chat.run("Add")).toContainText("It only adds.");
    await expect(chat.main).toContainText("It is thirty-one");
    await expect(reviewed.run("Subtract")).toContainText("It did not run.");
  }

  provider.answers(says("And thirty-one is prime."));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(chat.main).toContainText("And thirty-one is prime.");
  await chat.finish();
  const heard = readTexts(provider.asked.at(-1)).join("\n");
  for (const said of ["What is 30 + 1?", "30 + 1; // until the end", "It is thirty-one"])
    expect(heard).toContain(said);
});

test("a server that is told to end keeps an answer to its last word, though nobody looks on", async ({
  mortal,
  page,
  provider,
}) => {
  const chat = createChatPage(page, mortal.network.url);
  const saying = holdAfter("there lived");
  provider.answers(says("Once upon a time there lived an end.", saying));
  await ask(chat, "Tell me a story");
  await expect(chat.main).toContainText("there lived");
  const address = page.url();
  await page.goto("about:blank");
  await mortal.end("SIGTERM");
  await expect.poll(() => provider.asked[0]?.ended).toBe("hung-up");
  await mortal.startAgain();
  await page.goto(address);
  await expect(chat.main).toContainText("Once upon a time there lived");
  await expect(chat.main).toContainText(interrupted);
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
});

test("a server that is told to end says so in the answer that is looked at", async ({
  mortal,
  page,
  provider,
}) => {
  const chat = createChatPage(page, mortal.network.url);
  provider.answers(says("Once upon a time there lived an end.", holdAfter("there lived")));
  await ask(chat, "Tell me a story");
  await expect(chat.main).toContainText("there lived");
  await mortal.end("SIGTERM");
  await chat.finish();
  await expect(chat.main).toContainText("there lived");
  await expect(chat.main).toContainText(interrupted);
});
