import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Row, rowSchema } from "./row.ts";

/** What the files of a folder hold. A row is in `rows` only when it fits the schema; each that does not is a fault. */
export interface LabelledSet {
  rows: Row[];
  /** Each in words, with its file and line. */
  faults: string[];
}

/** Reads every `.jsonl` file of a folder, in the order of their names. Empty lines are nothing. */
export function readSet(folder: string): LabelledSet {
  const set: LabelledSet = { rows: [], faults: [] };
  if (!existsSync(folder)) return { rows: [], faults: [`There is no folder ${folder}.`] };
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  for (const name of names.sort()) {
    const lines = readFileSync(join(folder, name), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const read = readRow(line);
      if (read.ok) set.rows.push(read.row);
      else set.faults.push(`${name}, line ${index + 1}: ${read.fault}`);
    }
  }
  if (names.length === 0) set.faults.push(`There is no .jsonl file in ${folder}.`);
  return set;
}

type Reading = { ok: true; row: Row } | { ok: false; fault: string };

function readRow(line: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, fault: `is not JSON (${error.message})` };
  }
  const read = rowSchema.safeParse(value);
  if (read.success) return { ok: true, row: read.data };
  const issues = read.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean));
  return { ok: false, fault: issues.map((words) => words.join(": ")).join("; ") };
}
