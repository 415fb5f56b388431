import { nanoid } from "nanoid";
import { toQuestion } from "./chat-api.ts";
import { listen } from "./listen.ts";
import { overhear } from "./overheard-app.ts";
import { test as base, expect, fails, holdAfter, leadTo, says, writes } from "./test.ts";

const text = "text-canary";

interface Collector {
  url: string;
  /** What came so far, as JSON. */
  heard(): string;
}

const test = base.extend<{ collector: Collector }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  collector: async ({}, use) => {
    let heard = "";
    let delivered = "";
    const server = await listen(async (request, response) => {
      for await (const chunk of request.setEncoding("utf8")) heard += chunk;
      response.setHeader("content-type", "application/json");
      // Whoever does not wait for it has gone by then.
      setTimeout(() => {
        delivered = heard;
        response.end("{}");
      }, 200);
    });
    await use({ url: server.url, heard: () => delivered });
    await server.close();
  },
});

const idOf = (response: Response) => response.headers.get("x-request-id") ?? "no id";

/** A question in a new chat. */
const toRequest = (words: string) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ id: nanoid(), message: toQuestion(words) }),
});

/** Whether the server takes connections. */
const isOpen = (url: string) =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );

test("a server that ends delivers what it has to tell of an answer that has just ended", async ({
  collector,
  provider,
  wire,
}) => {
  const app = await overhear({ ...leadTo(wire), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  provider.answers(says("Four."));
  const response = await fetch(`${app.url}/api/chat`, toRequest("How many?"));
  await response.text();
  await app.stop();
  expect(collector.heard()).toContain(idOf(response));
});

test("a collector hears of answers, programs and reviews, and neither of what was asked nor of what was said", async ({
  collector,
  provider,
  wire,
}) => {
  const app = await overhear({ ...leadTo(wire), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const ask = () => fetch(`${app.url}/api/chat`, toRequest(`What is ${text}?`));
  const askToTheEnd = async () => {
    const response = await ask();
    await response.text();
    return idOf(response);
  };
  provider.answers(writes(text, `"${text} told"`), says(`It is ${text}.`));
  const answered = await askToTheEnd();
  provider.answers(fails(400, text));
  const failed = await askToTheEnd();
  // Delivered within a second or two.
  for (const words of ["answering-model", "reviewing-model", "execute_code", answered, failed])
    await expect.poll(collector.heard).toContain(words);

  const saying = holdAfter("It begins");
  provider.answers(says("It begins and ends.", saying));
  const underWay = await ask();
  const ended = app.stop();
  await expect.poll(() => isOpen(app.url)).toBe(false);
  saying.release();
  await ended;
  expect(collector.heard()).toContain(idOf(underWay));
  expect(collector.heard()).toContain("gen_ai.usage.input_tokens");
  expect(collector.heard()).not.toContain(text);
});
