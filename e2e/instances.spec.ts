import type { APIRequestContext } from "@playwright/test";
import { nanoid } from "nanoid";
import type { Chat } from "#lib/chats";
import { createChatPage } from "./chat-page.ts";
import { beginStory, openOn, story, test } from "./pair.ts";
import { readTexts } from "./provider/requests.ts";
import { findPostgres } from "./servers.ts";
import { expect, holdAfter, holdBeforeAnswer, says } from "./test.ts";

test.skip(
  () => findPostgres() === null,
  "There is no PostgreSQL server here; TEST_DATABASE_URL can name one.",
);
// So that they share two servers.
test.describe.configure({ mode: "default" });

test("a chat begun on one server continues on the other, for the owner of its cookie alone", async ({
  pair,
  page,
  context,
  provider,
  playwright,
}) => {
  provider.answers(says("The capital of Germany is Bonn."), says("Five million."));
  const chat = createChatPage(page, pair.one.url);
  await chat.open();
  await chat.ask("What is the capital of Germany?");
  await chat.finish();
  const there = await openOn(pair.other, context, chat);
  await expect(there.main).toContainText("The capital of Germany is Bonn.");
  await there.ask("How many people live there?");
  await there.finish();
  expect(readTexts(provider.asked.at(-1)).join()).toContain("The capital of Germany is Bonn.");
  await page.reload();
  await expect(chat.main).toContainText("Five million.");

  const somebody = await playwright.request.newContext();
  for (const { url } of [pair.one, pair.other])
    expect((await somebody.get(`${url}/api${await chat.path()}`)).status()).toBe(404);
  await somebody.dispose();
});

test("a stop on one server ends the answer that the other gives, model call included", async ({
  pair,
  page,
  context,
  provider,
}) => {
  provider.answers(says(story, holdAfter("there lived")));
  const chat = await beginStory(page, pair.one);
  const there = await openOn(pair.other, context, chat);
  await there.stopButton.click();
  await expect.poll(() => provider.asked[0]?.ended).toBe("hung-up");
  for (const shown of [there, chat]) {
    await shown.finish();
    await expect(shown.main).toContainText("You stopped this answer.");
    await expect(shown.main).toContainText("there lived");
  }
});

test("without Redis, what is saved of an answer is read on the other server until it is whole", async ({
  pair,
  page,
  context,
  provider,
}) => {
  const saying = holdAfter("there lived");
  provider.answers(says(story, saying));
  const chat = await beginStory(page, pair.one);
  const there = await openOn(pair.other, context, chat);
  const stream = await there.page.request.get(`${pair.other.url}/api${await chat.path()}/stream`);
  expect(stream.status()).toBe(204);
  await expect(there.main).toContainText("there lived");
  await expect(there.stopButton).toBeEnabled();
  await expect(there.main).not.toContainText("an end.");
  saying.release();
  for (const shown of [there, chat]) {
    await shown.finish();
    await expect(shown.main).toContainText(story);
  }
});

test("of two questions at once, each to another server, one has to wait, and nothing is lost", async ({
  pair,
  request,
  provider,
}) => {
  const path = `/api/chat/${nanoid()}`;
  const post = ({ url }: { url: string }, text: string) =>
    request.post(`${url}/api/chat`, {
      data: {
        id: path.split("/").at(-1),
        message: { id: nanoid(), role: "user", parts: [{ type: "text", text }] },
      },
    });
  provider.answers(says("Zero."));
  expect(await (await post(pair.one, "First")).text()).toContain("Zero.");

  const answering = holdBeforeAnswer();
  provider.answers(says("One.", answering));
  const both = [post(pair.one, "Here"), post(pair.other, "There")];
  // The other one comes to its end when its answer does.
  const refused = await Promise.race(both);
  expect(refused.status()).toBe(409);
  expect((await refused.json()).error.code).toBe("still-answering");
  answering.release();
  const statuses = (await Promise.all(both)).map((response) => response.status());
  const kept = ["First", "Zero.", statuses[0] === 200 ? "Here" : "There", "One."];
  expect(statuses.sort()).toEqual([200, 409]);
  for (const { url } of [pair.one, pair.other]) expect(await readTextsOf(request, url + path)).toEqual(kept);
});

async function readTextsOf(request: APIRequestContext, address: string): Promise<string[]> {
  const { messages }: Chat = await (await request.get(address)).json();
  return messages.map(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : "")).join(""));
}
