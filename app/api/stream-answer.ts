import { createUIMessageStreamResponse } from "ai";
import type { AnswerChunk } from "#lib/agent";

/**
 * An answer as it comes. It is not compressed: that would be done for each word by itself, which costs a tenth of the server's
 * time and saves a few bytes.
 */
export function streamAnswer(stream: ReadableStream<AnswerChunk>): Response {
  return createUIMessageStreamResponse({ stream, headers: { "cache-control": "no-cache, no-transform" } });
}
