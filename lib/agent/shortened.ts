import { firstUnits } from "#lib/value";
import type { Execution } from "./execution.ts";
import type { ChatMessage } from "./message.ts";
import { describeOutcome } from "./outcome.ts";

/** In place of a run's record, once a conversation has grown too long: what the model reads of it instead. */
interface ShortenedRun {
  shortened: string;
}

/** What was done to have a conversation fit. */
export interface Shortened {
  /** Runs of which the model reads the beginning only. */
  runs: number;
  /** The oldest messages, which it does not read at all. */
  messages: number;
}

/** How much of the program and of the outcome of an old run is kept, in characters. */
const keptChars = 300;

/** The model reads this of a run. */
export function describeRun(output: Execution | ShortenedRun, maxChars: number): string {
  return "shortened" in output ? output.shortened : describeOutcome(output, maxChars);
}

/**
 * A conversation that the model reads in at most about `maxChars` characters: where it is longer, old runs are shortened, the oldest
 * first, then the oldest messages are left out, which the first that stays says. The question itself, the last message, always stays.
 */
export function shorten(
  messages: readonly ChatMessage[],
  { historyChars, resultChars }: { historyChars: number; resultChars: number },
): { messages: ChatMessage[]; shortened: Shortened } {
  const sizeOf = (message: ChatMessage) =>
    message.parts.reduce((sum, part) => sum + measure(part, resultChars), 0);
  const kept = [...messages];
  const sizes = kept.map(sizeOf);
  let total = sizes.reduce((sum, size) => sum + size, 0);
  for (let at = 0; at < kept.length - 1 && total > historyChars; at++) {
    const message = kept[at];
    if (!message?.parts.some(isLongRun)) continue;
    const shorter = {
      ...message,
      parts: message.parts.map((part) => (isLongRun(part) ? shortenRun(part, resultChars) : part)),
    };
    total += sizeOf(shorter) - (sizes[at] ?? 0);
    sizes[at] = sizeOf(shorter);
    kept[at] = shorter;
  }
  let from = 0;
  // What is left begins with a question, as every conversation does.
  while (from < kept.length - 1 && (total > historyChars || kept[from]?.role !== "user")) {
    total -= sizes[from] ?? 0;
    from += 1;
  }
  const read = kept.slice(from);
  const runs = read.flatMap(({ parts }) => parts.filter(isShortenedRun)).length;
  return { messages: from === 0 ? read : withNote(read, from), shortened: { runs, messages: from } };
}

type Part = ChatMessage["parts"][number];
type Run = Extract<Part, { type: "tool-execute_code"; state: "output-available" }>;

function isLongRun(part: Part): part is Run {
  return part.type === "tool-execute_code" && part.state === "output-available" && !isShortenedRun(part);
}

function isShortenedRun(part: Part): boolean {
  return part.type === "tool-execute_code" && part.state === "output-available" && "shortened" in part.output;
}

/** In characters, as the model reads it. */
function measure(part: Part, resultChars: number): number {
  switch (part.type) {
    case "text":
      return part.text.length;
    case "tool-execute_code":
      return (
        JSON.stringify(part.input ?? null).length +
        (part.state === "output-available" ? describeRun(part.output, resultChars).length : 0)
      );
    default:
      return 0;
  }
}

function shortenRun(part: Run, resultChars: number): Run {
  const output: ShortenedRun = {
    shortened: shortenText(
      describeOutcome(part.output, resultChars),
      "The outcome of this earlier run was shortened.",
    ),
  };
  return {
    ...part,
    input: { ...part.input, code: shortenText(part.input.code, "// This earlier program was shortened.") },
    // The model alone reads it, by `describeRun`.
    output: output as unknown as Execution,
  };
}

function shortenText(text: string, note: string): string {
  return text.length <= keptChars ? text : `${firstUnits(text, keptChars)}\n${note}`;
}

function withNote([first, ...rest]: ChatMessage[], left: number): ChatMessage[] {
  if (first === undefined) return [];
  const text = `[${left} earlier messages of this conversation were left out for their length.]`;
  return [{ ...first, parts: [{ type: "text", text }, ...first.parts] }, ...rest];
}
