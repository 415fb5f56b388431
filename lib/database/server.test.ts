import { connect, createServer } from "node:net";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type Database,
  DatabaseError,
  isUnreachable,
  migrateServer,
  openDatabase,
  readPending,
  settings,
} from "#lib/database";
import { findClosedUrl } from "../../vitest.server.ts";
import { describeServer } from "./databases.fixture.ts";

/** Opens a server's database for the length of a test. */
async function open(url: string, report = fail): Promise<Database> {
  const database = await openDatabase({ url, folder: "unused", report });
  onTestFinished(database.close);
  return database;
}

function fail(error: unknown): void {
  throw error;
}

/** The error that opening a database ends in. */
async function failToOpen(url: string): Promise<DatabaseError> {
  const error = await open(url).catch((error) => error);
  if (error instanceof DatabaseError) return error;
  throw new Error("It could be opened, or failed without a word.", { cause: error });
}

function change(url: string, parts: Partial<URL>): string {
  return Object.assign(new URL(url), parts).href;
}

/** Does something as the server's administrator. */
async function execute(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function readBackend({ db }: Pick<Database, "db">): Promise<number> {
  const { rows } = (await db.execute(sql`select pg_backend_pid() as pid`)) as unknown as {
    rows: { pid: number }[];
  };
  return rows[0]?.pid ?? 0;
}

/**
 * The way to a server, for the length of a test or until it is closed; what comes from us is looked at first, and `false`
 * cuts it.
 */
async function startProxy(
  url: string,
  letThrough: (bytes: Buffer) => boolean,
  closed?: Promise<void>,
): Promise<string> {
  const { hostname, port } = new URL(url);
  const proxy = createServer((ours) => {
    const theirs = connect(Number(port), hostname);
    const cut = () => [ours, theirs].map((socket) => socket.destroy());
    ours.on("data", (bytes: Buffer) => (letThrough(bytes) ? theirs.write(bytes) : cut()));
    theirs.on("data", (bytes: Buffer) => ours.write(bytes));
    for (const socket of [ours, theirs]) socket.on("close", cut).on("error", cut);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    proxy.close();
  });
  void closed?.then(() => proxy.close());
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("The proxy does not listen.");
  return change(url, { host: `127.0.0.1:${address.port}` });
}

describe("a server that cannot be used", () => {
  it("is told of when nobody listens there", async () => {
    const { host } = new URL(await findClosedUrl());
    const { problem, message } = await failToOpen(`postgresql://someone:secret@${host}/chats`);
    expect(problem).toBe("unreachable");
    expect(message).toContain(host);
    expect(message).not.toContain("secret");
  });

  it("is told of when its name leads nowhere", async () => {
    const { problem } = await failToOpen("postgresql://someone:secret@nowhere.invalid/chats");
    expect(problem).toBe("unreachable");
  });

  it.each(["postgresql://someone:secret@host:port/chats", "postgresql://someone:sec/ret@host:5432/chats"])(
    "is told of when %j is its address",
    async (url) => {
      const { problem, message } = await failToOpen(url);
      expect(problem).toBe("bad-address");
      expect(message).toContain("DATABASE_URL");
      expect(message).not.toContain("sec");
    },
  );
});

describeServer("a server that cannot be used", (url) => {
  it("is told of when the password is wrong, without the password", async () => {
    const { problem, message } = await failToOpen(change(url(), { password: "secret" }));
    expect(problem).toBe("not-let-in");
    expect(message).toContain(`the user ${new URL(url()).username}`);
    expect(message).not.toContain("secret");
  });

  it("is told of when there is no such database", async () => {
    const { problem, message } = await failToOpen(change(url(), { pathname: "/not_there" }));
    expect(problem).toBe("no-database");
    expect(message).toContain("createdb not_there");
  });

  it("is told of when it does not speak TLS and the address asks for it", async () => {
    const { problem, message } = await failToOpen(change(url(), { search: "?sslmode=verify-full" }));
    expect(problem).toBe("unreachable");
    expect(message).toMatch(/SSL.*sslmode/s);
  });

  it("is told of when the user may not make tables, or not come in at all", async () => {
    const name = new URL(url()).pathname.slice(1);
    const role = `${name}_guest`;
    await execute(
      url(),
      `create role ${role} login password 'guest'`,
      "revoke create on schema public from public",
    );
    const asGuest = change(url(), { username: role, password: "guest" });
    expect((await failToOpen(asGuest)).problem).toBe("no-rights");
    await execute(url(), `alter database ${name} connection limit 0`);
    expect((await failToOpen(asGuest)).problem).toBe("busy");
    await execute(url(), `alter database ${name} connection limit -1`, `drop role ${role}`);
  });
});

describeServer("a server whose connections break", (url) => {
  it("is reported when nobody waited for them, and asked again on new ones", async () => {
    const reported = Promise.withResolvers<unknown>();
    const database = await open(url(), reported.resolve);
    await execute(url(), `select pg_terminate_backend(${await readBackend(database)})`);
    expect(await reported.promise).toMatchObject({ code: "57P01" });
    await database.db.insert(settings).values({ name: "after", value: "the break" });
  });

  it("is nobody's business any more when they were being closed", async () => {
    const reported: unknown[] = [];
    for (let round = 0; round < 20; round += 1) {
      const report = (error: unknown) => void reported.push(error);
      const database = await openDatabase({ url: url(), folder: "unused", report });
      const backends = await Promise.all(Array.from({ length: 10 }, () => readBackend(database)));
      const administrator = new Client({ connectionString: url() });
      await administrator.connect();
      const ended = administrator.query(
        `select pg_terminate_backend(pid) from unnest(array[${backends}]) pid`,
      );
      await database.close();
      await ended;
      await administrator.end();
    }
    expect(reported).toEqual([]);
  });

  it("fails the transaction that was on one, and keeps nothing of it", async () => {
    const database = await open(url());
    const transaction = database.db.transaction(async (tx) => {
      await tx.insert(settings).values({ name: "lost", value: "with its transaction" });
      await execute(url(), `select pg_terminate_backend(${await readBackend({ db: tx })})`);
      // The news of the end and the next statement cross each other, or not.
      await tx.insert(settings).values({ name: "lost too", value: "with its transaction" });
    });
    await expect(transaction).rejects.toThrow();
    const names = (await database.db.select().from(settings)).map(({ name }) => name);
    expect(names).not.toContain("lost");
  });

  it("is away for statements and transactions alike while nobody listens there", async () => {
    const cut = Promise.withResolvers<void>();
    const way = await startProxy(url(), () => true, cut.promise);
    const { db } = await open(way, () => {});
    cut.resolve();
    for (const ask of [() => db.select().from(settings), () => db.transaction(() => Promise.resolve())])
      expect(isUnreachable(await ask().catch((error) => error))).toBe(true);
  });

  it("goes on when it is back, however many transactions could not begin", async () => {
    let isBack = true;
    const way = await startProxy(url(), (bytes) => isBack || !bytes.includes("begin"));
    const { db } = await open(way);
    isBack = false;
    for (let attempt = 0; attempt < 25; attempt++) {
      const error = await db.transaction((tx) => tx.select().from(settings)).catch((error) => error);
      expect(isUnreachable(error)).toBe(true);
    }
    isBack = true;
    const refused = await db.execute(sql`select no_such_column`).catch((error) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(isUnreachable(refused)).toBe(false);
    expect(await db.transaction((tx) => tx.select().from(settings))).toEqual(expect.any(Array));
  });
});

describeServer("a schema that somebody else brings up to date", (url) => {
  it("is not looked at when the database is opened, so that versions of before go on beside the next one", async () => {
    const open = (isMigrated: boolean) =>
      openDatabase({ url: url(), folder: "unused", isMigrated, report: fail });
    const early = await open(true);
    await expect(early.db.select().from(settings)).rejects.toThrow();
    await early.close();
    expect(await readPending(url())).toContain("0001-chats");
    await migrateServer(url());
    expect(await readPending(url())).toEqual([]);
    await execute(url(), "insert into migrations (name, hash) values ('9999-of-the-next-one', '')");
    const late = await open(true);
    expect(await late.db.select().from(settings)).toEqual([]);
    await late.close();
    await expect(open(false)).rejects.toThrow("newer");
    await expect(migrateServer(url())).rejects.toThrow("newer");
  });
});
