import type { ServerResponse } from "node:http";
import type { Interruption } from "./turns.ts";

interface Forwarding {
  to: string;
  /** The request's body. */
  text: string;
  response: ServerResponse;
  interruption: Interruption | undefined;
  /** Called just before the request goes on. */
  onForward: () => void;
}

/** Passes a request on and its answer back, event by event, with what should happen to it on the way. */
export async function forward(forwarding: Forwarding): Promise<"answered" | "hung-up" | "cut"> {
  const { to, text, response, interruption, onForward } = forwarding;
  const left = new AbortController();
  response.once("close", () => left.abort());
  const gone = new Promise<void>((resolve) => left.signal.addEventListener("abort", () => resolve()));

  if (interruption?.kind === "hold" && interruption.after === null) {
    interruption.onReach();
    await Promise.race([interruption.released, gone]);
  }
  if (left.signal.aborted) return "hung-up";
  onForward();
  const answer = await fetch(to, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: text,
  });
  response.writeHead(answer.status, {
    "content-type": answer.headers.get("content-type") ?? "application/json",
    // Clients try again after a failure; the test need not wait as long as a real one would have to.
    ...(answer.ok ? {} : { "retry-after-ms": "1" }),
  });
  let streamed = "";
  let isHeld = interruption !== undefined && interruption.after !== null;
  for await (const event of readEvents(answer)) {
    if (left.signal.aborted) return "hung-up";
    response.write(event);
    streamed += readDelta(event);
    if (!isHeld || !interruption || !streamed.includes(interruption.after ?? "")) continue;
    isHeld = false;
    if (interruption.kind === "hang-up") {
      // What was written has to leave before the connection is cut.
      await new Promise((resolve) => response.write("\n", resolve));
      response.destroy();
      return "cut";
    }
    interruption.onReach();
    await Promise.race([interruption.released, gone]);
  }
  if (left.signal.aborted) return "hung-up";
  // A client may leave with the last event, before the end of the body.
  await Promise.race([new Promise<void>((resolve) => response.end(resolve)), gone]);
  return "answered";
}

/** The events of a stream, each with its end; a body that is no stream is one event. */
async function* readEvents(answer: Response): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const events = rest.split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) yield `${event}\n\n`;
  }
  if (rest !== "") yield rest;
}

/** The piece of text or of a call's arguments that an event carries, in either protocol. */
function readDelta(event: string): string {
  const data = /^data: (\{.*)$/m.exec(event)?.[1];
  if (data === undefined) return "";
  const { delta, choices } = JSON.parse(data);
  if (typeof delta === "string") return delta;
  const choice = choices?.[0]?.delta;
  return choice?.tool_calls?.[0]?.function?.arguments ?? choice?.content ?? "";
}
