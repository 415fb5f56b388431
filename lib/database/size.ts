import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Db } from "./database.ts";
import { tableNames, tables } from "./tables.ts";

/** What everything kept takes on the disk, with its indexes and the room that something left behind, in bytes. */
export async function readDiskBytes(db: Db): Promise<number> {
  const [read] = await db
    .select({ bytes: sql<number>`sum(pg_total_relation_size(name::regclass))::float8` })
    .from(sql`json_array_elements_text(${JSON.stringify(tableNames)}::json) as name`);
  return bytesOf(read);
}

/** What is in the rows alone, as it is stored, in bytes. Slower: it passes every row, though not what is long in it. */
export async function readRowBytes(db: Db): Promise<number> {
  const sums = tables.map((table) => sql`(select ${sumOf(table)} from ${table})`);
  const [read] = await db
    .select({ bytes: sql<number>`bytes` })
    .from(sql`(select ${plus(sums)}) as rows (bytes)`);
  return bytesOf(read);
}

function sumOf(table: PgTable): SQL {
  const sizes = Object.values(getTableColumns(table)).map(
    (column) => sql`coalesce(pg_column_size(${column}), 0)`,
  );
  return sql`coalesce(sum(${plus(sizes)}), 0)::float8`;
}

const plus = (terms: SQL[]) => sql.join(terms, sql` + `);

function bytesOf(read: { bytes: number } | undefined): number {
  if (!read) throw new Error("The database did not say how much it keeps.");
  return read.bytes;
}
