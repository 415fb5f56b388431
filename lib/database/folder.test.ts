import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type Database,
  DatabaseError,
  type DatabaseOptions,
  FolderInUseError,
  isUnreachable,
  openDatabase,
  readDiskBytes,
  settings,
} from "#lib/database";
import { makeFolder, nameFolder } from "./folder.fixture.ts";
import { startProcess } from "./process.fixture.ts";

/** Opens a folder for the length of a test. Whatever is reported fails it. */
async function open(folder: string, options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await openDatabase({
    ...options,
    url: undefined,
    folder,
    report(error) {
      throw error;
    },
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await database.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...database, close };
}

/** The error that opening a folder ends in. */
async function failToOpen(folder: string): Promise<DatabaseError> {
  const error = await open(folder).catch((error) => error);
  if (error instanceof DatabaseError) return error;
  throw new Error("It could be opened, or failed without a word.", { cause: error });
}

/** Changes what the lock of a folder says of its owner. */
function changeLock(folder: string, change: object): void {
  const path = join(folder, "lock");
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...change }));
}

describe("the embedded database's folder", () => {
  it("is made at the first start and found again at the next", async () => {
    const folder = nameFolder();
    const first = await open(folder);
    await first.db.insert(settings).values({ name: "colour", value: "blue" });
    await first.close();
    const second = await open(folder);
    expect(await second.db.select().from(settings)).toEqual([{ name: "colour", value: "blue" }]);
  });

  it("is whole after a first start that was killed", async () => {
    const folder = nameFolder();
    mkdirSync(folder);
    const begun = new Promise<void>((resolve) => {
      const watcher = watch(folder, (_, name) => {
        if (name === "postgres.new") resolve();
      });
      onTestFinished(() => watcher.close());
    });
    const first = startProcess({ folder, task: "hold" });
    await begun;
    await first.kill("SIGKILL");
    expect(readdirSync(folder)).toContain("postgres.new");
    const { db } = await open(folder);
    expect(await db.select().from(settings)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(["lock", "postgres"]);
  });

  it("keeps what is saved on the disk, not only with the system", async () => {
    const { db } = await open(await makeFolder());
    const { rows } = (await db.execute(
      sql`select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'wal_sync_method') order by name`,
    )) as unknown as { rows: unknown };
    expect(rows).toEqual([
      { name: "fsync", setting: "on" },
      { name: "synchronous_commit", setting: "on" },
      { name: "wal_sync_method", setting: "fsync" },
    ]);
  });
});

describe("a folder that is open", () => {
  it("is refused to another process, which is told who has it and what to do", async () => {
    const folder = await makeFolder();
    await open(folder);
    const other = await startProcess({ folder, task: "hold" }).hear();
    expect(other).toMatchObject({ said: "failed", problem: "in-use", ownerPid: process.pid });
    const message = "message" in other ? other.message : "";
    expect(message).toContain(folder);
    expect(message).toContain(`process ${process.pid}, since ${new Date().getFullYear()}`);
    expect(message).toContain("DATABASE_URL");
  });

  it("is refused to the same process", async () => {
    const folder = await makeFolder();
    const { db } = await open(folder);
    const error = await failToOpen(join(folder, "..", "database"));
    expect(error).toBeInstanceOf(FolderInUseError);
    expect(error.message).toContain("this very process");
    await db.insert(settings).values({ name: "still", value: "open" });
  });

  it("is free when it was closed", async () => {
    const folder = await makeFolder();
    await (await open(folder)).close();
    expect(existsSync(join(folder, "lock"))).toBe(false);
    const other = startProcess({ folder, task: "close" });
    expect(await other.hear()).toMatchObject({ said: "open" });
    await other.ended;
    await open(folder);
  });

  it("is free when its process ended without closing it", async () => {
    const folder = await makeFolder();
    const other = startProcess({ folder, task: "exit" });
    expect(await other.hear()).toMatchObject({ said: "open" });
    await other.ended;
    expect(existsSync(join(folder, "lock"))).toBe(false);
    await open(folder);
  });

  it("is free when it could not be opened after all", async () => {
    const folder = await makeFolder();
    rmSync(join(folder, "postgres", "global", "pg_control"));
    await failToOpen(folder);
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  it("is written to no more by a process whose lock was taken away, and is whole for the next", async () => {
    const folder = await makeFolder();
    const told = Promise.withResolvers<unknown>();
    const { db, close } = await openDatabase({ url: undefined, folder, report: told.resolve });
    await db.insert(settings).values({ name: "before", value: "kept" });
    rmSync(join(folder, "lock"));
    expect(await told.promise).toMatchObject({ problem: "in-use", message: expect.stringContaining(folder) });
    const late = db.insert(settings).values({ name: "after", value: "lost" });
    expect(isUnreachable(await late.catch((error) => error))).toBe(true);
    await expect(db.transaction((tx) => tx.select().from(settings))).rejects.toMatchObject({
      problem: "in-use",
    });
    const next = await open(folder);
    await close();
    expect(await next.db.select().from(settings)).toEqual([{ name: "before", value: "kept" }]);
  });
});

describe("the lock of a process that is gone", () => {
  /** A folder whose owner was killed. */
  async function makeAbandoned(): Promise<string> {
    const folder = await makeFolder();
    const owner = startProcess({ folder, task: "hold" });
    expect(await owner.hear()).toMatchObject({ said: "open" });
    await owner.kill("SIGKILL");
    expect(existsSync(join(folder, "lock"))).toBe(true);
    return folder;
  }

  it("is taken over by one of several that try at the same moment", async () => {
    const folder = await makeAbandoned();
    const processes = [1, 2, 3].map(() => startProcess({ folder, task: "hold", wait: true }));
    for (const { hear } of processes) expect(await hear()).toEqual({ said: "waiting" });
    for (const { tell } of processes) tell();
    const heard = await Promise.all(processes.map(async ({ hear, pid }) => ({ pid, ...(await hear()) })));
    const open = heard.filter(({ said }) => said === "open");
    const refused = heard.filter((one) => one.said === "failed" && one.problem === "in-use");
    expect([open.length, refused.length]).toEqual([1, 2]);
    expect(readdirSync(folder).sort()).toEqual(["lock", "postgres"]);
  });

  it("is taken over when one that was taking it over is gone too", async () => {
    const folder = await makeAbandoned();
    const lock = readFileSync(join(folder, "lock"), "utf8");
    writeFileSync(join(folder, `lock.${JSON.parse(lock).token}`), lock);
    await open(folder);
  });

  it("is taken over when another process has got its number", async () => {
    const folder = await makeAbandoned();
    changeLock(folder, { pid: process.pid });
    await open(folder);
  });

  it("is taken over when its text did not reach the disk", async () => {
    const folder = await makeAbandoned();
    writeFileSync(join(folder, "lock"), "");
    await open(folder);
  });

  it("is taken over from another machine that gives no sign of life, and left to one that does", async () => {
    const folder = await makeAbandoned();
    changeLock(folder, { place: "elsewhere" });
    await (await open(folder)).close();

    const owner = startProcess({ folder, task: "hold" });
    await owner.hear();
    changeLock(folder, { place: "elsewhere", host: "elsewhere" });
    const error = await failToOpen(folder);
    expect(error).toBeInstanceOf(FolderInUseError);
    expect(error.message).toContain(`process ${owner.pid} on elsewhere`);
    expect(error.message).not.toContain(hostname());
  });
});

describe("what was overwritten", () => {
  it("leaves room that is used again", async () => {
    const { db } = await open(nameFolder(), { vacuumMs: 20 });
    const overwrite = async () => {
      for (let round = 0; round < 100; round++) {
        const value = randomBytes(6_000).toString("base64");
        const target = settings.name;
        await db
          .insert(settings)
          .values({ name: "big", value })
          .onConflictDoUpdate({ target, set: { value } });
      }
    };
    const countVacuums = async () => {
      const [read] = await db
        .select({ times: sql<number>`vacuum_count::int` })
        .from(sql`pg_stat_user_tables`)
        .where(sql`relname = 'settings'`);
      return read?.times ?? 0;
    };
    const waitForVacuum = async () => {
      // One may have been under way.
      const next = (await countVacuums()) + 2;
      await expect.poll(countVacuums).toBeGreaterThanOrEqual(next);
    };
    await overwrite();
    await waitForVacuum();
    const bytes = await readDiskBytes(db);
    for (let time = 0; time < 5; time++) {
      await overwrite();
      await waitForVacuum();
    }
    expect(await readDiskBytes(db)).toBeLessThan(1.5 * bytes);
  });
});

describe("a folder that cannot be opened", () => {
  it("is told of when nothing can be written there", async () => {
    const folder = nameFolder();
    writeFileSync(folder, "a file");
    const { problem, message } = await failToOpen(join(folder, "database"));
    expect(problem).toBe("not-writable");
    expect(message).toContain(join(folder, "database"));
  });

  it("is told of when it was made by another PostgreSQL", async () => {
    const folder = await makeFolder();
    writeFileSync(join(folder, "postgres", "PG_VERSION"), "16\n");
    const { problem, message } = await failToOpen(folder);
    expect(problem).toBe("other-version");
    expect(message).toMatch(/PostgreSQL 16.*PostgreSQL 18/);
  });

  it("is told of when it is damaged, in PostgreSQL's own words, and stays as it is", async () => {
    const folder = await makeFolder();
    rmSync(join(folder, "postgres", "global", "pg_control"));
    const { problem, message } = await failToOpen(folder);
    expect(problem).toBe("damaged");
    expect(message).toMatch(/PostgreSQL says: .*pg_control/);
    expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
  });
});
