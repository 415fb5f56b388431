import { parseArgs } from "node:util";
import { type Split, splits } from "./split.ts";

export interface Flags {
  dry: boolean;
  split: Split | "all";
  runs: number;
  concurrency: number;
  fresh: boolean;
  /** Empty for the one that is configured. */
  models: string[];
  seedPrompt: boolean;
  /** Another folder than the project's own set. */
  set: string | undefined;
}

export const usage = `npm run eval -- [--dry] [--split test|tune|all] [--runs N] [--concurrency N] [--model NAME]… [--seed-prompt] [--fresh] [--set FOLDER]
  --dry            check the set, without a key and without asking anybody
  --split NAME     which part of the set: test (the default), tune or all
  --runs N         ask about every plain program N times, 1 (the default) to 20
  --concurrency N  so many reviews at a time, 1 to 64; 4 by default
  --model NAME     review with this model; several times to compare several
  --seed-prompt    compare with the original prompt of two sentences in the policy's place; all else stays as it is
  --fresh          forget the answers that are kept in .eval and begin anew; needed after a change of the reviewer's code
  --set FOLDER     the .jsonl files of another folder than lib/safety/eval`;

/** Throws with words for a person for a flag that is none. */
export function readFlags(words: string[]): Flags {
  const { values } = parseArgs({
    args: words,
    options: {
      dry: { type: "boolean", default: false },
      split: { type: "string", default: "test" },
      runs: { type: "string", default: "1" },
      concurrency: { type: "string", default: "4" },
      fresh: { type: "boolean", default: false },
      model: { type: "string", multiple: true, default: [] },
      "seed-prompt": { type: "boolean", default: false },
      set: { type: "string" },
    },
  });
  const split = [...splits, "all" as const].find((name) => name === values.split);
  if (split === undefined) throw new Error(`There is no split called ${values.split}.`);
  const models = [...new Set(values.model)];
  if (models.some((name) => name.trim() === "")) throw new Error("--model needs a name.");
  return {
    dry: values.dry,
    split,
    runs: readCount("--runs", values.runs, 20),
    concurrency: readCount("--concurrency", values.concurrency, 64),
    fresh: values.fresh,
    models,
    seedPrompt: values["seed-prompt"],
    set: values.set,
  };
}

function readCount(name: string, word: string, most: number): number {
  const count = /^\d+$/.test(word) ? Number(word) : 0;
  if (count < 1 || count > most) throw new Error(`${name} must be a whole number from 1 to ${most}.`);
  return count;
}
