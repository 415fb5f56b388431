import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { tableNames } from "./table-names.ts";

/**
 * What everything kept takes on the disk, with its indexes, in bytes. Room that something left behind counts too, until the
 * database uses it again.
 */
export async function readStoredBytes(db: Db): Promise<number> {
  const [read] = await db
    .select({ bytes: sql<number>`sum(pg_total_relation_size(name::regclass))::float8` })
    .from(sql`json_array_elements_text(${JSON.stringify(tableNames)}::json) as name`);
  if (!read) throw new Error("The database did not say how much it keeps.");
  return read.bytes;
}
