import { createSandbox } from "#lib/sandbox";
import { checkPrograms } from "./check-programs.ts";
import { checkRows, requiredSizes } from "./check-rows.ts";
import type { LabelledSet } from "./read-set.ts";
import { describeSet } from "./set-table.ts";

/** Prints what the set holds and every fault of it. True when there is none. */
export async function checkSet({ rows, faults: unread }: LabelledSet): Promise<boolean> {
  const sandbox = createSandbox();
  try {
    const faults = [...unread, ...checkRows(rows, requiredSizes), ...(await checkPrograms(rows, sandbox))];
    process.stdout.write(`${describeSet(rows)}\n`);
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    if (faults.length > 0) process.stderr.write(`Faults of the set: ${faults.length}\n`);
    return faults.length === 0;
  } finally {
    await sandbox.close();
  }
}
