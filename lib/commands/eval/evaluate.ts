import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "#lib/sandbox";
import type { Flags } from "./flags.ts";
import { nameIdentity, stemOf } from "./identity.ts";
import { openJournal } from "./journal.ts";
import { type Ending, measure } from "./measure.ts";
import { readMeasured } from "./measured.ts";
import { computeMetrics } from "./metrics.ts";
import { createProgress } from "./progress.ts";
import { type Column, type Evaluation, formatReport } from "./report.ts";
import type { Subject } from "./reviewer.ts";
import type { Row } from "./row.ts";
import { countFamilies } from "./set-table.ts";
import { splitOf } from "./split.ts";
import { createTasks, type Task } from "./task.ts";

/** Where answers and reports are kept, below the folder in which the command is started. */
const folder = ".eval";

/** Measures one reviewer after the other, prints the report and writes it down. */
export async function evaluate(
  rows: readonly Row[],
  subjects: readonly Subject[],
  flags: Flags,
  signal: AbortSignal,
): Promise<Ending> {
  const chosen = rows.filter((row) => flags.split === "all" || splitOf(row) === flags.split);
  const tasks = await prepareTasks(chosen, flags.runs);
  const columns: Column[] = [];
  for (const subject of subjects) {
    const outcome = await measureSubject(tasks, subject, flags, signal);
    if (outcome.status !== "done") return outcome;
    columns.push(outcome.column);
  }
  publish({
    date: new Date().toISOString().slice(0, 10),
    split: flags.split,
    rows: chosen.length,
    families: countFamilies(chosen),
    runs: flags.runs,
    columns,
  });
  return { status: "done" };
}

async function prepareTasks(rows: readonly Row[], runs: number): Promise<Task[]> {
  const sandbox = createSandbox({ workers: 1 });
  try {
    return await createTasks(rows, runs, sandbox);
  } finally {
    await sandbox.close();
  }
}

type Outcome = { status: "done"; column: Column } | Exclude<Ending, { status: "done" }>;

async function measureSubject(
  tasks: readonly Task[],
  { identity, review }: Subject,
  { fresh, concurrency }: Flags,
  signal: AbortSignal,
): Promise<Outcome> {
  const path = join(folder, `${stemOf(identity)}.jsonl`);
  const journal = openJournal(path, { fresh });
  const kept = tasks.filter(journal.isAnswered).length;
  const name = nameIdentity(identity);
  process.stderr.write(`${name}: ${kept} of ${tasks.length} reviews are kept in ${path}\n`);
  const screen = { isTTY: process.stderr.isTTY, write: (text: string) => process.stderr.write(text) };
  const progress = createProgress(tasks.length - kept, name, screen, () => performance.now());
  const ending = await measure(tasks, { review, journal, concurrency, signal, onReview: progress.advance });
  progress.end();
  if (ending.status !== "done") return ending;
  return { status: "done", column: { identity, metrics: computeMetrics(readMeasured(tasks, journal)) } };
}

function publish(evaluation: Evaluation): void {
  const text = formatReport(evaluation);
  const path = join(folder, `${nameReport(evaluation)}-${evaluation.split}`);
  writeFileSync(`${path}.md`, text);
  writeFileSync(`${path}.json`, `${JSON.stringify(evaluation, null, 2)}\n`);
  process.stdout.write(text);
  process.stderr.write(`Written to ${path}.md and .json.\n`);
}

/** That of one reviewer like its answers; that of several by all of them. */
function nameReport({ columns }: Evaluation): string {
  const stems = columns.map(({ identity }) => stemOf(identity));
  const [only] = stems;
  if (stems.length === 1 && only !== undefined) return only;
  return `comparison-${createHash("sha256").update(stems.join("\n")).digest("hex").slice(0, 8)}`;
}
