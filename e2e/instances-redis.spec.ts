import { beginStory, openOn, story, test } from "./pair.ts";
import { findPostgres, findRedis } from "./servers.ts";
import { expect, holdAfter, says } from "./test.ts";

test.skip(
  () => findPostgres() === null || findRedis() === null,
  "There is no PostgreSQL server or no Redis here; TEST_DATABASE_URL and TEST_REDIS_URL can name them.",
);
test.use({ withRedis: true });
test.describe.configure({ mode: "default" });

test("with Redis, an answer that one server gives streams from the other, from its beginning to its end", async ({
  pair,
  page,
  context,
  provider,
}) => {
  const saying = holdAfter("there lived");
  provider.answers(says(story, saying));
  const chat = await beginStory(page, pair.one);
  const there = await openOn(pair.other, context, chat);
  const joined = page.request.get(`${pair.other.url}/api${await chat.path()}/stream`);
  await expect(there.main).toContainText("there lived");
  await expect(there.stopButton).toBeEnabled();
  saying.release();
  const stream = await joined;
  expect(stream.status()).toBe(200);
  const said = [...(await stream.text()).matchAll(/"delta":"([^"]*)"/g)].map(([, delta]) => delta);
  expect(said.join("")).toBe(story);
  for (const shown of [there, chat]) {
    await shown.finish();
    await expect(shown.main).toContainText(story);
  }
});

test("with Redis, an answer joined on the other server is stopped from there", async ({
  pair,
  page,
  context,
  provider,
}) => {
  provider.answers(says(story, holdAfter("there lived")));
  const chat = await beginStory(page, pair.one);
  const there = await openOn(pair.other, context, chat);
  await expect(there.main).toContainText("there lived");
  await there.stopButton.click();
  await expect.poll(() => provider.asked[0]?.ended).toBe("hung-up");
  for (const shown of [there, chat]) {
    await shown.finish();
    await expect(shown.main).toContainText("You stopped this answer.");
  }
});
