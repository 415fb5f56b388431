import type { PGlite } from "@electric-sql/pglite";
import { tableNames } from "./table-names.ts";

/** When the room of what was overwritten or deleted is made free for what comes, in milliseconds. */
export interface Vacuuming {
  /** After it was opened, when who waits for the first page has it. */
  firstMs: number;
  everyMs: number;
}

/** An hour's leavings take some milliseconds, in which nothing else is done. */
export const defaultVacuuming: Vacuuming = { firstMs: 60_000, everyMs: 3_600_000 };

/**
 * Has an embedded database do what nobody does for it: a server of PostgreSQL vacuums by itself. An answer is overwritten each
 * second while it comes, so the folder would otherwise grow by many times what is kept. Returns how to end it.
 */
export function vacuumRegularly(
  client: PGlite,
  { firstMs, everyMs }: Vacuuming,
  report: (error: unknown) => void,
): () => void {
  const vacuum = () => void client.exec(`vacuum ${tableNames.join(", ")}`).catch(report);
  const first = setTimeout(vacuum, firstMs).unref();
  const further = setInterval(vacuum, everyMs).unref();
  return () => {
    clearTimeout(first);
    clearInterval(further);
  };
}
