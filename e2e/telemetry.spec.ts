import { nanoid } from "nanoid";
import { toQuestion } from "./chat-api.ts";
import { listen } from "./listen.ts";
import { overhear } from "./overheard-app.ts";
import { test as base, expect, fails, leadTo, says, writes } from "./test.ts";

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
    const server = await listen(async (request, response) => {
      for await (const chunk of request.setEncoding("utf8")) heard += chunk;
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
    await use({ url: server.url, heard: () => heard });
    await server.close();
  },
});

test("a collector hears of answers, programs and reviews, and neither of what was asked nor of what was said", async ({
  collector,
  provider,
  wire,
}) => {
  const app = await overhear({ ...leadTo(wire), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const ask = async () => {
    const response = await fetch(`${app.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id: nanoid(), message: toQuestion(`What is ${text}?`) }),
    });
    await response.text();
    return response.headers.get("x-request-id") ?? "no id";
  };
  provider.answers(writes(text, `"${text} told"`), says(`It is ${text}.`));
  const answered = await ask();
  provider.answers(fails(400, text));
  const failed = await ask();
  // Delivered within a second or two, and what is left as it ends.
  for (const words of ["answering-model", "reviewing-model", "execute_code", answered, failed])
    await expect.poll(collector.heard).toContain(words);
  await app.stop();
  expect(collector.heard()).toContain("gen_ai.usage.input_tokens");
  expect(collector.heard()).not.toContain(text);
});
