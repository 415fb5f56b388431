import type { PGlite } from "@electric-sql/pglite";
import { tableNames } from "./tables.ts";

/** Between two rounds, in milliseconds. One takes some milliseconds, in which nothing else is done, and less where nothing changed. */
export const defaultVacuumMs = 60_000;

/**
 * Has an embedded database make the room of what was overwritten or deleted free for what comes, which nobody does for it: a
 * server of PostgreSQL does by itself. An answer is overwritten each second while it comes, so the folder would otherwise grow
 * by many times what is kept. Returns how to end it.
 */
export function vacuumRegularly(
  client: PGlite,
  everyMs: number,
  report: (error: unknown) => void,
): () => void {
  const vacuum = () => void client.exec(`vacuum ${tableNames.join(", ")}`).catch(report);
  const timer = setInterval(vacuum, everyMs).unref();
  return () => clearInterval(timer);
}
