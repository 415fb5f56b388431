/**
 * Measures lib/sandbox against its peers, chats in a full database against the same in a nearly empty one, the page with much in it
 * against an empty chat, and 200 visitors against one, and prints the tables that stand in lib/sandbox/README.md,
 * lib/chats/README.md, components/README.md and lib/access/README.md. Without a flag all but the soak.
 */
import { parseArgs } from "node:util";
import { describeMachine } from "./bench/machine.ts";
import { measurePart } from "./bench/part.ts";
import { parts } from "./bench/parts.ts";
import type { Row } from "./bench/row.ts";
import { formatTable } from "./bench/table.ts";
import { type TableName, tables } from "./bench/tables.ts";

const partNames = Object.keys(parts);
/** The one that takes minutes runs when it is asked for. */
const quickPartNames = partNames.filter((name) => name !== "soak");

const usage = `npm run bench -- [--only NAME]… [--soak]
  --only NAME  this part and no other; may be given several times: ${partNames.join(", ")}
  --soak       the soak too, which takes a minute or two more`;

function readNames(): readonly string[] {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true }, soak: { type: "boolean" } },
  });
  const only = values.only ?? [];
  const unknown = only.filter((name) => !partNames.includes(name));
  if (unknown.length > 0) throw new Error(`There is no part called ${unknown.join(", ")}.`);
  if (only.length > 0) return values.soak ? [...only, "soak"] : only;
  return values.soak ? partNames : quickPartNames;
}

async function measure(names: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of names) {
    process.stderr.write(`${name}…\n`);
    rows.push(...(await measurePart(name)));
  }
  return rows;
}

let names: readonly string[];
try {
  names = readNames();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exit(2);
}
const rows = await measure(names);
for (const name of Object.keys(tables) as TableName[]) {
  const own = rows.filter((row) => row.table === name);
  if (own.length === 0) continue;
  const { packages, legend } = tables[name];
  process.stdout.write(`${describeMachine(packages)} ${legend}\n\n${formatTable(name, own)}\n\n`);
}
