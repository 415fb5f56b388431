import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** What the model says next: at once what leads up to it, and token by token once it is told to go on. */
export interface Spoken {
  kind: "text" | "program";
  /** Of a program: the beginning of the call's arguments. */
  lead: string;
  tokens: readonly string[];
}

/** A server that speaks OpenAI's Responses protocol at an exact pace, and lets every program run. */
export interface Provider {
  url: string;
  /** The model's next answers, in turn. When there is none left it says that it has done. */
  say(...spoken: Spoken[]): void;
  /** Settles when all has left that leads up to the tokens. */
  reached(): Promise<void>;
  /** Sends the tokens of what is being said, a hundred a second; settles when the last has left. */
  goOn(): Promise<void>;
  close(): Promise<void>;
}

/** Between two tokens, in milliseconds. */
const tokenMs = 10;

/**
 * Answers of one size of chunk at one pace are what mock servers know; here half of an answer comes at once and the other
 * half at a pace that does not fall behind, however busy the machine is.
 */
export async function startProvider(): Promise<Provider> {
  const script: Spoken[] = [];
  let going = Promise.withResolvers<void>();
  let led = Promise.withResolvers<void>();
  let gone = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readText(request));
    if (!body.stream) return answerWhole(response, body);
    const spoken = script.shift() ?? { kind: "text", lead: "Done.", tokens: [] };
    const begun = beginAnswer(response, spoken.kind);
    begun.send(spoken.lead);
    if (spoken.tokens.length > 0) {
      led.resolve();
      await going.promise;
      await sendInTime(spoken.tokens, begun.send);
    }
    begun.end(spoken.lead + spoken.tokens.join(""));
    if (spoken.tokens.length > 0) gone.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    say(...spoken) {
      script.push(...spoken);
      going = Promise.withResolvers();
      led = Promise.withResolvers();
      gone = Promise.withResolvers();
    },
    reached: () => led.promise,
    goOn() {
      going.resolve();
      return gone.promise;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a late timer has missed follows at once. */
async function sendInTime(tokens: readonly string[], send: (token: string) => void): Promise<void> {
  const startedAt = performance.now();
  for (let sent = 0; sent < tokens.length; ) {
    const due = Math.min(tokens.length, Math.floor((performance.now() - startedAt) / tokenMs) + 1);
    for (; sent < due; sent++) send(tokens[sent] ?? "");
    await pause(tokenMs / 2);
  }
}

/** An answer that has begun, to be said piece by piece. */
export function beginAnswer(response: ServerResponse, kind: Spoken["kind"]) {
  const write = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const identity = { id: "response-1", created_at: 0, model: "bench-model", service_tier: null };
  const call = { type: "function_call", id: "item-1", call_id: `call-${callCount++}`, name: "execute_code" };
  response.writeHead(200, { "content-type": "text/event-stream" });
  write({ type: "response.created", response: identity });
  const added = kind === "text" ? { type: "message", id: "item-1" } : { ...call, arguments: "" };
  const event = (type: string, more: object) => write({ type, output_index: 0, item_id: "item-1", ...more });
  event("response.output_item.added", { item: added });
  const delta = kind === "text" ? "response.output_text.delta" : "response.function_call_arguments.delta";
  return {
    send: (text: string) => void event(delta, { delta: text }),
    end(whole: string) {
      if (kind === "program") event("response.function_call_arguments.done", { arguments: whole });
      const item = kind === "text" ? added : { ...call, arguments: whole, status: "completed" };
      event("response.output_item.done", { item });
      write({ type: "response.completed", response: { ...identity, usage } });
      response.end();
    },
  };
}

let callCount = 0;

const usage = { input_tokens: 1, output_tokens: 1 };

/** A verdict where one is asked for, else a title. */
export function answerWhole(response: ServerResponse, body: { text?: { format?: { type?: string } } }): void {
  const isReview = body.text?.format?.type === "json_schema";
  const verdict = { effects: "Computes.", category: "none", safe: true, reason: "It only computes." };
  const text = isReview ? JSON.stringify(verdict) : "A measured chat";
  const content = [{ type: "output_text", text, annotations: [] }];
  const output = [{ type: "message", role: "assistant", id: "item-1", content }];
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ id: "response-1", created_at: 0, model: "bench-model", output, usage }));
}

export async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
