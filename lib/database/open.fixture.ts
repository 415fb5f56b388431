// A program that opens a database and does as it is told, for tests that need several processes.
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { DatabaseError, FolderInUseError, openDatabase, settings } from "#lib/database";

export interface Orders {
  url?: string;
  folder?: string;
  /** Once it is open: leave it so, close it and end, end without closing it, or write until it is killed. */
  task: "hold" | "close" | "exit" | "write";
  /** Wait for a line on the input before it is opened. */
  wait?: boolean;
}

/** One line of its output. */
export type Said =
  | { said: "waiting" }
  /** `rows` were there already, `last` the highest of them: rows are numbered from 1. */
  | { said: "open"; rows: number; last: number }
  | { said: "failed"; problem: string; message: string; ownerPid: number | null }
  /** The row with this number was acknowledged. */
  | { said: "saved"; row: number };

function say(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

async function run({ url, folder = "", task, wait }: Orders): Promise<void> {
  if (wait) {
    say({ said: "waiting" });
    await once(process.stdin, "data");
  }
  // The one who started us is gone when this ends, and so are we.
  process.stdin.on("end", () => process.exit(1)).resume();
  const { db, close } = await openDatabase({ url, folder, report: console.error });
  const [found] = await db
    .select({ rows: sql<number>`count(*)::int`, last: sql<number>`coalesce(max(name::int), 0)` })
    .from(settings);
  say({ said: "open", rows: found?.rows ?? 0, last: found?.last ?? 0 });
  if (task === "close") await close();
  if (task === "close" || task === "exit") process.exit(0);
  for (let row = (found?.last ?? 0) + 1; task === "write"; row++) {
    // Some rows are longer than a page, and some writes move the log on.
    await db.insert(settings).values({ name: String(row), value: "x".repeat((row % 7) * 3_000) });
    say({ said: "saved", row });
    if (row % 50 === 0) await db.execute(sql`checkpoint`);
  }
}

try {
  await run(JSON.parse(process.argv[2] ?? "{}"));
} catch (error) {
  if (!(error instanceof DatabaseError)) throw error;
  const ownerPid = error instanceof FolderInUseError ? error.owner.pid : null;
  say({ said: "failed", problem: error.problem, message: error.message, ownerPid });
  process.exit(0);
}
