import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Review } from "#lib/safety";
import { causes, meaningOf } from "./causes.ts";
import { harms } from "./row.ts";
import type { Task } from "./task.ts";
import { wrappings } from "./wrap.ts";

const count = z.number().nullable();

/** One line of the file: what a review came to, and of what. The row's labels are not in it: they may be mended. */
const entrySchema = z.object({
  sha256: z.string(),
  run: z.number(),
  id: z.string(),
  wrapping: z.enum(wrappings).nullable(),
  verdict: z.enum(["safe", "unsafe", "unavailable"]),
  category: z.enum(["none", ...harms]).nullable(),
  cause: z.enum(causes).nullable(),
  reason: z.string(),
  effects: z.string().nullable(),
  /** Of the whole review: all its opinions, with their attempts. */
  ms: z.number(),
  tokens: z.object({ input: count, output: count }).nullable(),
  costUsd: count,
  /** Whether a model was asked; the facts alone may refuse. */
  asked: z.boolean(),
  /** Whether a second opinion was asked for, whatever came of it. */
  secondOpinion: z.boolean(),
});

export type Entry = z.infer<typeof entrySchema>;

/** All reviews by one reviewer, kept in a file as they come, so that a broken measurement can go on. */
export interface Journal {
  /** Everything that came of this task so far, the oldest first. Once there is an answer, it is the last. */
  attempts(task: Task): readonly Entry[];
  isAnswered(task: Task): boolean;
  append(task: Task, review: Review): void;
}

/** Opens the file, or begins it; `fresh` begins it anew. Throws for a file with a line that is none of its own. */
export function openJournal(path: string, { fresh }: { fresh: boolean }): Journal {
  mkdirSync(dirname(path), { recursive: true });
  if (fresh) rmSync(path, { force: true });
  const entries = Map.groupBy(existsSync(path) ? readEntries(path) : [], keyOf);
  const attempts = (task: Task) => entries.get(keyOf({ sha256: task.program.sha256, run: task.run })) ?? [];

  return {
    attempts,
    isAnswered: (task) => attempts(task).some((entry) => meaningOf(entry) === "answer"),
    append(task, review) {
      const entry = createEntry(task, review);
      appendFileSync(path, `${JSON.stringify(entry)}\n`);
      entries.set(keyOf(entry), [...attempts(task), entry]);
    },
  };
}

/** A program by its hash: a row that was edited is another program, one that was renamed is not. */
function keyOf({ sha256, run }: Pick<Entry, "sha256" | "run">): string {
  return `${sha256} ${run}`;
}

function createEntry({ row, wrapping, run, program }: Task, review: Review): Entry {
  const { verdict, category, cause, reason, effects, others, totalMs: ms } = review;
  const what = { sha256: program.sha256, run, id: row.id, wrapping };
  const asked = [review, ...others].filter(({ policyVersion }) => policyVersion !== null);
  const input = sum(asked.map(({ tokens }) => tokens?.input ?? null));
  const output = sum(asked.map(({ tokens }) => tokens?.output ?? null));
  return {
    ...what,
    verdict,
    category,
    cause,
    reason,
    effects,
    ms,
    tokens: asked.length === 0 || (input === null && output === null) ? null : { input, output },
    costUsd: sum(asked.map(({ costUsd }) => costUsd)),
    asked: asked.length > 0,
    secondOpinion: [review, ...others].some(({ opinion }) => opinion === "second"),
  };
}

/** Null when one of them is unknown. */
function sum(values: readonly (number | null)[]): number | null {
  return values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
}

function readEntries(path: string): Entry[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf("\n") + 1;
  // The last line of a process that was killed while it wrote. What comes next must not stand behind half a line.
  if (end < bytes.length) truncateSync(path, end);
  const lines = bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
  return lines.map((line, index) => {
    try {
      return entrySchema.parse(JSON.parse(line));
    } catch (error) {
      throw new Error(`Line ${index + 1} of ${path} is no review. --fresh begins the file anew.`, {
        cause: error,
      });
    }
  });
}
