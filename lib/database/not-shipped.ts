import type { Database } from "./database.ts";
import { DatabaseError } from "./errors.ts";

/** Stands in for `embedded.ts` in builds for places that keep no files (next.config.mjs), so that it is not shipped there. */
const missing = () =>
  new DatabaseError(
    "not-shipped",
    "DATABASE_URL is missing: this build has no embedded database, so set it to the address of a PostgreSQL server.",
  );

export async function openMemory(): Promise<Database> {
  throw missing();
}

export async function openFolder(): Promise<Database> {
  throw missing();
}
