import { connect } from "node:net";
import { Client } from "pg";
import { describe, expect, inject, it } from "vitest";
import { startTestServers, tellMissing } from "./test-servers.mjs";

/** Whether somebody listens at an address. */
function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

describe("the servers of tests", () => {
  it("are those that the environment names, which are left alone", async () => {
    const named = {
      TEST_DATABASE_URL: "postgresql://somewhere.invalid/postgres",
      TEST_REDIS_URL: "redis://elsewhere.invalid",
    };
    const { databaseUrl, redisUrl, stop } = await startTestServers(named);
    await stop();
    expect({ TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl }).toEqual(named);
    expect(tellMissing(named)).toEqual([]);
  });

  it.each([
    ["that are not wanted", { TEST_DATABASE_URL: "off", TEST_REDIS_URL: "off" }],
    ["that are not installed", { TEST_DATABASE_URL: "off", TEST_REDIS_URL: "", PATH: "/nowhere" }],
  ])("%s are told of, each in a line", async (_, environment) => {
    const { databaseUrl, redisUrl } = await startTestServers(environment);
    expect([databaseUrl, redisUrl]).toEqual([null, null]);
    expect(tellMissing(environment)).toEqual([
      expect.stringMatching(/^Not tested: .* PostgreSQL .*TEST_DATABASE_URL/),
      expect.stringMatching(/^Not tested: .* Redis.*TEST_REDIS_URL/),
    ]);
  });

  it.skipIf(inject("databaseUrl") === null)("run until they are stopped", async () => {
    const { databaseUrl, stop } = await startTestServers({ ...process.env, TEST_REDIS_URL: "off" });
    if (databaseUrl === null) throw new Error("No server was started.");
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    expect((await client.query("select rolcreatedb from pg_roles where rolname = user")).rows).toEqual([
      { rolcreatedb: true },
    ]);
    await client.end();
    await stop();
    if (!process.env.TEST_DATABASE_URL) expect(await answers(databaseUrl)).toBe(false);
  });
});
