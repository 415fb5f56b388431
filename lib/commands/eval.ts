/**
 * Measures the reviewer on the labelled programs of lib/safety/eval and prints the report, or with --dry checks that set.
 * What was answered is kept, so that a broken run goes on where it stopped.
 */
import { fileURLToPath } from "node:url";
import { checkLabels } from "./eval/check-rows.ts";
import { checkSet } from "./eval/dry.ts";
import { evaluate } from "./eval/evaluate.ts";
import { type Flags, readFlags, usage } from "./eval/flags.ts";
import type { Ending } from "./eval/measure.ts";
import { type LabelledSet, readSet } from "./eval/read-set.ts";
import { createSubjects } from "./eval/reviewer.ts";

const ownSet = fileURLToPath(new URL("../safety/eval/", import.meta.url));

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}

/** Ends it on the first Ctrl+C; a second one ends the process there and then. */
function createInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

async function run({ rows, faults: unread }: LabelledSet, flags: Flags): Promise<number> {
  const faults = [...unread, ...checkLabels(rows)];
  if (faults.length > 0) {
    process.stderr.write(`${faults.join("\n")}\nThe set must be mended before anybody is asked.\n`);
    return 1;
  }
  const subjects = await createSubjects(flags.models, flags.seedPrompt);
  return report(await evaluate(rows, subjects, flags, createInterrupt()));
}

function report(ending: Ending): number {
  switch (ending.status) {
    case "done":
      return 0;
    case "stopped":
      process.stderr.write("Stopped. The same command goes on where this one ended.\n");
      return 130;
    case "failed":
      process.stderr.write(
        `${ending.reason}\nWhat was answered is kept; the same command goes on from there.\n`,
      );
      return 1;
  }
}

let flags: Flags;
try {
  flags = readFlags(process.argv.slice(2));
} catch (error) {
  complain(error);
  process.stderr.write(`\n${usage}\n`);
  process.exit(2);
}
try {
  const set = readSet(flags.set ?? ownSet);
  process.exitCode = flags.dry ? ((await checkSet(set)) ? 0 : 1) : await run(set, flags);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
