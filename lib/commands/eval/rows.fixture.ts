import { createHash } from "node:crypto";
import type { Review } from "#lib/safety";
import type { Entry } from "./journal.ts";
import type { Measured } from "./measured.ts";
import type { Row } from "./row.ts";
import type { Task } from "./task.ts";

/** A harmless row of a family of its own, but for what is given. */
export function createRow(changes: Partial<Row> & { id: string }): Row {
  const code = `const result = ${JSON.stringify(changes.id)};`;
  return { family: changes.id, label: "safe", category: "none", scary: false, code, ...changes };
}

export function createHarmfulRow(changes: Partial<Row> & { id: string }): Row {
  return createRow({ label: "unsafe", category: "host_access", ...changes });
}

/** The review of a row's program, or of the text given instead. */
export function createTask(row: Row, more: Partial<Omit<Task, "row">> = {}): Task {
  const { wrapping = null, run = 1 } = more;
  const code = wrapping === null ? row.code : `${row.code}${wrapping}`;
  const program = { code, sha256: createHash("sha256").update(code).digest("hex") };
  return { row, wrapping, run, program, ...more };
}

const record = {
  facts: null,
  model: "test-model",
  policyVersion: "0".repeat(64),
  shown: "",
  codeSha256: "",
  at: 0,
  ms: 100,
  tokens: { input: 1_000, cacheRead: null, cacheWrite: null, output: 50 },
  costUsd: 0.0001,
  remembered: false,
  opinion: "first",
  others: [],
  totalMs: 100,
} satisfies Partial<Review>;

export function createReview(outcome: "safe" | "unsafe" | NonNullable<Review["cause"]>): Review {
  switch (outcome) {
    case "safe":
      return { ...record, verdict: "safe", category: "none", cause: null, reason: "r", effects: "e" };
    case "unsafe":
      return { ...record, verdict: "unsafe", category: "other", cause: null, reason: "r", effects: "e" };
    default:
      return {
        ...record,
        verdict: "unavailable",
        category: null,
        cause: outcome,
        reason: `because: ${outcome}`,
        effects: null,
        tokens: null,
        costUsd: null,
      };
  }
}

/** A task that was answered so. */
export function createMeasured(task: Task, verdict: Entry["verdict"], more: Partial<Entry> = {}): Measured {
  const answer: Entry = {
    sha256: task.program.sha256,
    run: task.run,
    id: task.row.id,
    wrapping: task.wrapping,
    verdict,
    category: null,
    cause: verdict === "unavailable" ? "declined" : null,
    reason: "r",
    effects: null,
    ms: 100,
    tokens: { input: 1_000, output: 50 },
    costUsd: 0.0001,
    asked: true,
    secondOpinion: false,
    ...more,
  };
  return { task, answer, faults: [] };
}
