import type { APIResponse, Page } from "@playwright/test";
import { nanoid } from "nanoid";
import { test, toQuestion } from "./chat-api.ts";
import { createChatPage } from "./chat-page.ts";
import { expectRefusal } from "./refusal.ts";
import { expect, holdBeforeAnswer, says } from "./test.ts";

const lasting = /^workings-owner=[^;]+; Path=\/;(?=.* Max-Age=34560000)(?=.* HttpOnly)(?=.* SameSite=lax)/i;

function readCookie(response: APIResponse): string | undefined {
  return response.headers()["set-cookie"];
}

test("each question that is taken makes the cookie last for another 400 days", async ({
  client,
  provider,
}) => {
  const id = nanoid();
  provider.answers(says("One."), says("Two."));
  const first = await client.ask({ id, message: toQuestion("First") });
  const second = await client.ask({ id, message: toQuestion("Second") });
  expect(readCookie(first)).toMatch(lasting);
  expect(readCookie(second)).toMatch(lasting);
  expect(readCookie(second)?.split(";")[0]).toBe(readCookie(first)?.split(";")[0]);
});

test("of two first questions to one chat the one that is taken decides who it belongs to", async ({
  client,
  provider,
}) => {
  const answering = holdBeforeAnswer();
  provider.answers(says("One.", answering));
  const id = nanoid();
  const both = ["Here", "There"].map((text) => client.ask({ id, message: toQuestion(text) }));
  const refused = await Promise.race(both);
  await expectRefusal(refused, 404, "no-such-chat");
  expect(readCookie(refused)).toBeUndefined();
  answering.release();
  await Promise.all(both);
  expect((await client.read(id)).messages).toHaveLength(2);
});

test("a browser is given its cookie once, and keeps it when it asks for it again", async ({ client }) => {
  const first = await client.send("POST", "/owner", {});
  expect(first.status()).toBe(204);
  expect(readCookie(first)).toMatch(lasting);
  const again = await client.send("POST", "/owner", {});
  expect(readCookie(again)?.split(";")[0]).toBe(readCookie(first)?.split(";")[0]);
});

test("a form of another site cannot have somebody's cookie replaced", async ({ app, somebody }) => {
  for (const form of [{ form: { a: "b" } }, { multipart: { a: "b" } }, { data: "{}" }]) {
    const response = await somebody.request.post(`${app.url}/api/owner`, {
      // A form can send text as it is.
      headers: "data" in form ? { "content-type": "text/plain" } : {},
      ...form,
    });
    await expectRefusal(response, 415, "wrong-content-type");
    expect(readCookie(response)).toBeUndefined();
  }
});

test.describe("a browser's first question", () => {
  test.use({ expectedConsoleErrors: [/Failed to load resource/] });

  /**
   * Lets one question arrive and its answer, with all its headers, get lost: when that is whole, or before. Resolves at once;
   * what it resolves to, when the server is done.
   */
  async function loseAnswer(page: Page, lostAt?: Promise<unknown>): Promise<{ done: Promise<unknown> }> {
    const done = Promise.withResolvers<unknown>();
    await page.route(
      "**/api/chat",
      async (route) => {
        const request = route.request();
        const { cookie = "" } = await request.allHeaders();
        const headers = { "content-type": "application/json", cookie };
        const arrived = fetch(request.url(), { method: "POST", headers, body: request.postData() });
        done.resolve(arrived.then((response) => response.text()));
        await (lostAt ?? done.promise);
        await route.abort("connectionreset");
      },
      { times: 1 },
    );
    return { done: done.promise };
  }

  test("whose answer was lost on the way can be sent again, and its chat is there", async ({
    chat,
    provider,
  }) => {
    provider.answers(says("Four."), says("Still four."));
    await loseAnswer(chat.page);
    await chat.ask("How many s in mississippi?");
    await expect(chat.main).toContainText("The Workings server cannot be reached.");
    await chat.main.getByRole("button", { name: "Send again" }).click();
    await expect(chat.main).toContainText("Still four.");
    await chat.finish();
    await chat.openChat(await chat.path());
    await expect(chat.main).toContainText("Still four.");
    await expect(chat.page.getByRole("heading", { name: "Question", exact: true })).toHaveCount(1);
  });

  test("that is still being answered when it is sent again is not written twice", async ({
    chat,
    provider,
  }) => {
    const answering = holdBeforeAnswer();
    provider.answers(says("Four.", answering));
    const { done } = await loseAnswer(chat.page, answering.reached);
    await chat.ask("How many s in mississippi?");
    await expect(chat.main).toContainText("The Workings server cannot be reached.");
    await chat.question.fill("And how many p?");
    await chat.main.getByRole("button", { name: "Send again" }).click();
    await chat.path();
    await expect(chat.stopButton).toBeVisible();
    await expect(chat.question).toHaveValue("And how many p?");
    answering.release();
    await chat.finish();
    await done;
    await expect(chat.main).toContainText("Four.");
    await expect(chat.question).toHaveValue("And how many p?");
    await expect(chat.page.getByRole("heading", { name: "Question", exact: true })).toHaveCount(1);
    await chat.beginNew();
    await expect(chat.question).toHaveValue("");
  });

  test("whose answer was lost on the way is in the list after a reload", async ({ chat, provider }) => {
    provider.answers(says("Four."));
    await loseAnswer(chat.page);
    await chat.ask("How many s in mississippi?");
    await expect(chat.main).toContainText("The Workings server cannot be reached.");
    await chat.page.reload();
    await chat.page.getByRole("link", { name: "How many s in mississippi?" }).click();
    await expect(chat.main).toContainText("Four.");
  });

  test("asked in two tabs at once is one owner's in both", async ({ chat, provider, app }) => {
    const tab = createChatPage(await chat.page.context().newPage(), app.url);
    await tab.open();
    const asked = Promise.withResolvers<void>();
    await chat.page.route("**/api/owner", async (route) => {
      await asked.promise;
      await route.continue();
    });
    provider.answers(says("The answer."), says("The answer."));
    const second = tab.page.waitForRequest("**/api/owner");
    await chat.ask("Here");
    await tab.ask("There");
    asked.resolve();
    // It would be given another cookie in the place of the first.
    expect((await (await second).allHeaders()).cookie).toContain("workings-owner=");
    for (const each of [chat, tab]) {
      await expect(each.main).toContainText("The answer.");
      await each.finish();
    }
    for (const each of [chat, tab]) {
      await each.openChat(await each.path());
      await expect(each.main).toContainText("The answer.");
    }
    await tab.page.close();
  });
});
