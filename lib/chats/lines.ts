import type { AnswerChunk } from "#lib/agent";

/** Reads chunks, each a line of JSON, from text that may be cut anywhere. */
export function createLineReader(): TransformStream<string, AnswerChunk> {
  let rest = "";
  return new TransformStream({
    transform(text, controller) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line !== "") controller.enqueue(JSON.parse(line));
    },
  });
}
