import type { Place, RunPart } from "#components/run";
import type { ChatMessage } from "#lib/agent";

type Part = ChatMessage["parts"][number];

/** What stands together in an answer: attempts at the same with nothing between them, or one other part. `at` is its first part. */
export type Block = { key: string; at: number } & (
  | { runs: RunPart[]; part: null }
  | { runs: null; part: Part }
);

export function listBlocks(parts: readonly Part[], places: ReadonlyMap<RunPart, Place>): Block[] {
  const blocks: Block[] = [];
  for (const [at, part] of parts.entries()) {
    const last = blocks.at(-1);
    switch (part.type) {
      case "tool-execute_code":
        if (last?.runs && places.get(part)?.before === last.runs.at(-1)) last.runs.push(part);
        else blocks.push({ key: part.toolCallId, at, runs: [part], part: null });
        break;
      case "text":
        // Parts are only ever added at the end.
        if (part.text.trim() !== "") blocks.push({ key: `text-${at}`, at, runs: null, part });
        break;
      case "step-start":
        break;
      default:
        blocks.push({ key: `other-${at}`, at, runs: null, part });
    }
  }
  return blocks;
}
