import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import * as schema from "./schema.ts";

/** All tables of ours. */
export const tables = Object.values(schema).filter((table) => is(table, PgTable));

export const tableNames = tables.map((table) => getTableName(table));
