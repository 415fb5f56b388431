import type { UIMessageChunk } from "ai";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mergeDeltas } from "./merge-deltas.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const everyMs = 50;
const word = (delta: string, id = "1"): UIMessageChunk => ({ type: "text-delta", id, delta });
const code = (inputTextDelta: string): UIMessageChunk => ({
  type: "tool-input-delta",
  toolCallId: "call",
  inputTextDelta,
});

/** A stream that is written by hand, and what has come of it. */
function open() {
  let source: ReadableStreamDefaultController<UIMessageChunk> | null = null;
  const cancelled: unknown[] = [];
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      source = controller;
    },
    cancel: (reason) => void cancelled.push(reason),
  });
  if (!source) throw new Error("a stream starts when it is made");
  const reader = mergeDeltas(stream, everyMs).getReader();
  const came: UIMessageChunk[] = [];
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      came.push(value);
    }
  })();
  return {
    came,
    ended,
    reader,
    cancelled,
    source: source as ReadableStreamDefaultController<UIMessageChunk>,
  };
}

/** All that needs no time. */
const pass = () => vi.advanceTimersByTimeAsync(0);

test("brings the first word at once and those that follow it soon together", async () => {
  const { source, came } = open();
  for (const piece of ["a", "b", "c"]) source.enqueue(word(piece));
  await pass();
  expect(came).toEqual([word("a")]);
  await vi.advanceTimersByTimeAsync(everyMs);
  expect(came).toEqual([word("a"), word("bc")]);
});

test("hands a hundred pieces of a second on in twenty", async () => {
  const { source, came } = open();
  for (let at = 0; at < 100; at++) {
    source.enqueue(code("x"));
    await vi.advanceTimersByTimeAsync(10);
  }
  source.close();
  await vi.advanceTimersByTimeAsync(everyMs);
  expect(came.length).toBeLessThanOrEqual(22);
  expect(came.map((chunk) => (chunk.type === "tool-input-delta" ? chunk.inputTextDelta : "?")).join("")).toBe(
    "x".repeat(100),
  );
});

test("keeps the order of everything, and merges nothing over what stands between", async () => {
  const { source, came, ended } = open();
  const end: UIMessageChunk = { type: "text-end", id: "1" };
  const chunks = [word("a"), word("b"), end, word("c", "2"), word("d", "2"), code("e"), code("f"), end];
  for (const chunk of chunks) source.enqueue(chunk);
  source.close();
  await ended;
  expect(came).toEqual([word("a"), word("b"), end, word("cd", "2"), code("ef"), end]);
});

test("brings the last words before the end, without waiting", async () => {
  const { source, came, ended } = open();
  for (const piece of ["a", "b"]) source.enqueue(word(piece));
  source.close();
  await ended;
  expect(came).toEqual([word("a"), word("b")]);
  expect(vi.getTimerCount()).toBe(0);
});

test("breaks when the stream breaks, and leaves nothing running", async () => {
  const { source, ended } = open();
  source.enqueue(word("a"));
  source.enqueue(word("b"));
  await pass();
  source.error(new Error("gone"));
  await expect(ended).rejects.toThrow("gone");
  expect(vi.getTimerCount()).toBe(0);
});

test("stops reading when nobody reads it any more", async () => {
  const { source, reader, cancelled } = open();
  source.enqueue(word("a"));
  await pass();
  await reader.cancel("left");
  expect(cancelled).toEqual(["left"]);
  expect(vi.getTimerCount()).toBe(0);
});
