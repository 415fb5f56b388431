import type { ChatMessage } from "#lib/agent";
import type { ChatTree, TreeMessage } from "#lib/chats";

type Part = ChatMessage["parts"][number];

/** Different words in all texts. */
const vocabulary = 6_000;
const syllables = [
  "ba",
  "co",
  "de",
  "fi",
  "gu",
  "la",
  "me",
  "no",
  "pi",
  "ro",
  "su",
  "ta",
  "ve",
  "wo",
  "xi",
  "zy",
];

/** Stands in every question. */
export const commonWord = "please";

/** Words and numbers as if by chance, the same ones in every run. */
export interface Dice {
  /** A whole number from 0 up to below `n`. */
  below(n: number): number;
  /** A word; a few are frequent and most are rare, as in any language. */
  word(): string;
  words(count: number): string;
}

export function createDice(seed: number): Dice {
  let state = seed;
  const next = () => {
    // A linear congruential generator (Numerical Recipes): its upper bits are even enough for texts.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => writeWord(Math.floor(vocabulary ** next()));
  return {
    below: (n) => Math.floor(next() * n),
    word,
    words: (count) => Array.from({ length: count }, word).join(" "),
  };
}

/** The word of that number, a different one for each. */
function writeWord(number: number): string {
  const digits = number.toString(syllables.length).padStart(2, "0");
  return [...digits].map((digit) => syllables[Number.parseInt(digit, syllables.length)]).join("");
}

/** A conversation on one path, questions and answers in turn; half of the answers have run a program. */
export function createSample(dice: Dice, length: number, word: string): ChatTree {
  const messages: TreeMessage[] = [];
  for (let at = 0; at < length; at++) {
    const message = at % 2 === 0 ? ask(dice, at, word) : answer(dice, at);
    messages.push({
      message,
      parentId: messages.at(-1)?.message.id ?? null,
      createdAt: at,
      unverified: false,
    });
  }
  const headId = messages.at(-1)?.message.id ?? null;
  return { title: dice.words(5), createdAt: 0, updatedAt: 0, headId, messages };
}

function ask(dice: Dice, at: number, word: string): ChatMessage {
  const text = `${dice.words(8 + dice.below(30))}, ${commonWord} ${at === 0 ? word : dice.word()}?`;
  return { id: `message-${at}`, role: "user", parts: [{ type: "text", text }] };
}

function answer(dice: Dice, at: number): ChatMessage {
  const text: Part = { type: "text", text: dice.words(40 + dice.below(160)) };
  const start: Part = { type: "step-start" };
  return {
    id: `message-${at}`,
    role: "assistant",
    parts: at % 4 === 1 ? [start, sampleRun(dice, `call-${at}`), start, text] : [start, text],
    metadata: {
      model: "sample",
      demo: false,
      status: "complete",
      failure: null,
      stepLimitReached: null,
      refusalLimitReached: null,
      tokens: null,
      costUsd: null,
      startedAt: 0,
      firstMs: 800,
      totalMs: 4_000,
    },
  };
}

/** A program of some twenty lines with the record of its run, whose value is a table. */
export function sampleRun(dice: Dice, toolCallId: string): Part {
  const lines = Array.from(
    { length: 20 },
    (_, at) => `const ${dice.word()}${at} = ${dice.words(3).replaceAll(" ", " + ")};`,
  );
  const code = lines.join("\n");
  const value = Array.from({ length: 12 }, () => ({ name: dice.word(), count: dice.below(1_000) }));
  return {
    type: "tool-execute_code",
    toolCallId,
    state: "output-available",
    input: { title: dice.words(4), code },
    output: {
      status: "finished",
      program: { written: code, code, sha256: `sha256 of ${toolCallId}` },
      review: {
        verdict: "safe",
        category: "none",
        cause: null,
        reason: dice.words(15),
        effects: dice.words(8),
        facts: null,
        model: "sample-reviewer",
        policyVersion: null,
        shown: null,
        codeSha256: `sha256 of ${toolCallId}`,
        at: 0,
        ms: 900,
        tokens: null,
        costUsd: null,
        remembered: false,
        opinion: "first",
        others: [],
        totalMs: 900,
      },
      laterReviews: [],
      result: { status: "completed", value, output: [], cost: { wallMs: 3, peakMemoryBytes: 65_536 } },
    },
  };
}
