import type { UIMessageChunk } from "ai";

/** A piece of text, or of a program that is being written. */
type Delta = Extract<UIMessageChunk, { type: "text-delta" | "tool-input-delta" }>;

type Out = ReadableStreamDefaultController<UIMessageChunk>;

/**
 * Merges pieces that come within `everyMs` of each other into one. Whoever reads them copies the message for each, and of a
 * program parses all that is there: work for every token that nobody could see one by one. A stream that breaks loses what
 * is held then.
 */
export function mergeDeltas(
  stream: ReadableStream<UIMessageChunk>,
  everyMs: number,
): ReadableStream<UIMessageChunk> {
  const reader = stream.getReader();
  const gate = createGate(everyMs);
  async function pass(out: Out) {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      gate.take(value, out);
    }
    gate.release(out);
    out.close();
  }
  return new ReadableStream({
    start(out) {
      void pass(out)
        .catch((error) => out.error(error))
        .finally(gate.close);
    },
    cancel(reason) {
      gate.close();
      return reader.cancel(reason);
    },
  });
}

/** Lets one piece through and holds the next ones for a while. */
function createGate(everyMs: number) {
  let held: Delta | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function release(out: Out) {
    if (held !== null) out.enqueue(held);
    held = null;
  }

  function wait(out: Out) {
    timer = setTimeout(() => {
      timer = null;
      if (held === null) return;
      release(out);
      wait(out);
    }, everyMs);
  }

  return {
    release,
    take(chunk: UIMessageChunk, out: Out) {
      const delta = isDelta(chunk) ? chunk : null;
      const merged = held && delta && merge(held, delta);
      if (merged === null) release(out);
      if (delta === null) out.enqueue(chunk);
      else if (timer !== null) held = merged ?? delta;
      else {
        out.enqueue(delta);
        wait(out);
      }
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      held = null;
    },
  };
}

const isDelta = (chunk: UIMessageChunk): chunk is Delta =>
  chunk.type === "text-delta" || chunk.type === "tool-input-delta";

/** Null for pieces of different things, and where a provider said something of one of them. */
function merge(held: Delta, next: Delta): Delta | null {
  if (held.type === "text-delta" && next.type === "text-delta")
    return held.id === next.id && !held.providerMetadata && !next.providerMetadata
      ? { ...held, delta: held.delta + next.delta }
      : null;
  if (held.type === "tool-input-delta" && next.type === "tool-input-delta")
    return held.toolCallId === next.toolCallId
      ? { ...held, inputTextDelta: held.inputTextDelta + next.inputTextDelta }
      : null;
  return null;
}
