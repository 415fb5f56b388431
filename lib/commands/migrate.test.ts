import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { describeServer } from "../database/databases.fixture.ts";

const program = fileURLToPath(new URL("./migrate.ts", import.meta.url));

/** Runs the command with nothing else configured. */
async function migrate(env: Record<string, string>): Promise<{ code: number; said: string }> {
  const own = { PATH: process.env.PATH, NODE_ENV: "production" as const, __NEXT_PROCESSED_ENV: "true" };
  const options = { env: { ...own, ...env } };
  return promisify(execFile)(process.execPath, [program], options).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }) => ({ code, said: stderr }),
  );
}

async function listTables(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("select from pg_tables where schemaname = 'public'");
  await client.end();
  return rowCount ?? 0;
}

describe("a build without a database", () => {
  it("fails on Vercel with one sentence that says what to add", async () => {
    const { code, said } = await migrate({ VERCEL: "1", VERCEL_ENV: "production" });
    expect(code).toBe(1);
    expect(said.trim().split("\n")).toEqual([
      expect.stringMatching(/^DATABASE_URL is missing: add a Neon database .* and deploy again\.$/),
    ]);
  });

  it("fails elsewhere with the name of what is missing", async () => {
    expect(await migrate({})).toMatchObject({ code: 1, said: expect.stringContaining("DATABASE_URL") });
  });
});

describeServer("a build", (url) => {
  it("for a preview changes nothing unless it is told that it may", async () => {
    const preview = { DATABASE_URL: url(), VERCEL: "1", VERCEL_ENV: "preview" };
    const refused = await migrate(preview);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining("MIGRATE_PREVIEWS=on") });
    expect(await listTables(url())).toBe(0);
    expect(await migrate({ ...preview, MIGRATE_PREVIEWS: "on" })).toMatchObject({ code: 0 });
    expect(await listTables(url())).toBeGreaterThan(0);
    expect(await migrate(preview)).toMatchObject({ code: 0, said: "The database is up to date.\n" });
  });
});

describeServer("builds at the same time", (url) => {
  it("migrate one after the other, past the pooler where there is a way", async () => {
    const pooled = "postgresql://nobody:secret@127.0.0.1:1/pooled";
    const production = { DATABASE_URL: pooled, DATABASE_URL_UNPOOLED: url(), VERCEL: "1" };
    const ended = await Promise.all([1, 2, 3].map(() => migrate(production)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it("say what is wrong with a database that cannot be reached, and no password", async () => {
    const { code, said } = await migrate({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/chats" });
    expect(code).toBe(1);
    expect(said).toContain("127.0.0.1:1");
    expect(said).not.toMatch(/secret|\n.*at /);
  });
});
