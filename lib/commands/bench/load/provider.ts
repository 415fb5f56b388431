import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { answerWhole, beginAnswer, readText } from "../page/stream.ts";

/** A server that speaks OpenAI's Responses protocol to any number of askers at once, each at the same pace. */
export interface Provider {
  url: string;
  /** How long an answer goes on; `until` ends those that are being given, too. */
  speak(pace: { forMs?: number; until?: Promise<void> }): void;
  /** What the asker with that mark was told; undefined where it was not asked by them. */
  told(mark: string): string | undefined;
  close(): Promise<void>;
}

/** Between two pieces of an answer, in milliseconds. */
const pieceMs = 100;

/** In each question, so that what came back can be compared with what was said. */
const markPattern = /visitor-\d+-\d+/g;

export async function startProvider(): Promise<Provider> {
  const whole = new Map<string, string>();
  let endsAt = () => 0;
  const server = createServer(async (request, response) => {
    const text = await readText(request);
    const body = JSON.parse(text);
    if (!body.stream) return answerWhole(response, body);
    const mark = text.match(markPattern)?.at(-1) ?? "nobody";
    const { send, end } = beginAnswer(response, "text");
    const askedAt = performance.now();
    let said = "";
    for (let piece = 0; piece === 0 || performance.now() < askedAt + endsAt(); piece++) {
      const words = piece === 0 ? `For ${mark}:` : ` piece ${piece} of it`;
      said += words;
      send(words);
      await pause(pieceMs);
    }
    whole.set(mark, said);
    end(said);
  });
  await new Promise<void>((resolve) =>
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1_024 }, resolve),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    speak({ forMs = Number.POSITIVE_INFINITY, until }) {
      let lastMs = forMs;
      endsAt = () => lastMs;
      void until?.then(() => {
        lastMs = 0;
      });
    },
    told: (mark) => whole.get(mark),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
