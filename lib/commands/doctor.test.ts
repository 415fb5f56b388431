import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "#lib/database";
import { findClosedUrl, respond, sendError, sendJson, startServer, textPart } from "../../vitest.server.ts";
import { describeServer } from "../database/databases.fixture.ts";

const program = fileURLToPath(new URL("./doctor.ts", import.meta.url));
const key = "sk-not-to-be-shown";

/** What it says of a server that is set up so and of nothing else, with `file` as its `.env.local`, and its exit code. */
async function examine(
  set: Record<string, string> = {},
  file?: string,
): Promise<{ code: number; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), "workings-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (file !== undefined) writeFileSync(join(folder, ".env.local"), file);
  const own = { OLLAMA_URL: "off", DATA_FOLDER: join(folder, "data") };
  const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...own, ...set };
  return promisify(execFile)(process.execPath, [program], { env, cwd: folder }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  );
}

const verdict = { effects: "Multiplies.", category: "none", safe: true, reason: "It only computes." };

/** A provider whose models answer and review. */
function startProvider(reviews: unknown = verdict) {
  return startServer((response, { body }) => {
    const isReview = JSON.stringify(body).includes("json_schema");
    sendJson(response, 200, respond([textPart(isReview ? JSON.stringify(reviews) : "ready")]));
  });
}

const at = (url: string) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1`, MODEL: "answers-1" });

describe("a server with nothing configured", () => {
  it("is well, with the demo and a database to be made, and nobody is warned of costs", async () => {
    const { code, said } = await examine();
    expect(said).toMatch(/note +model +.*the demo answers/);
    expect(said).toMatch(/ok +sandbox/);
    expect(said).toMatch(/ok +database +.*will be made/);
    expect(said).not.toContain("ACCESS_CODE");
    expect(code).toBe(0);
  });
});

describe("a model", () => {
  it("is well when it answers, and its reviewer lets a multiplication run", async () => {
    const { code, said } = await examine({ ...at((await startProvider()).url), REVIEW_MODEL: "reviews-1" });
    expect(said).toMatch(/ok +model +answers-1 answers/);
    expect(said).toMatch(/ok +reviewer +reviews-1 answers/);
    expect(code).toBe(0);
  });

  it("whose key is not accepted is told so, without the key", async () => {
    const { url } = await startServer((response) => sendError(response, 401));
    const { code, said } = await examine(at(url));
    expect(said).toMatch(/FAILS +model +answers-1 .*key is not accepted.*OPENAI_API_KEY/);
    expect(said).toMatch(/FAILS +reviewer/);
    expect(said).not.toContain(key);
    expect(code).toBe(1);
  });

  it("elsewhere is told that it is not asked while money is limited and nobody knows its price", async () => {
    const elsewhere = at("http://models.invalid");
    expect((await examine(elsewhere)).said).toMatch(
      /FAILS +price +Nobody knows what answers-1 costs.*MODEL_PRICE/,
    );
    expect((await examine({ ...elsewhere, MODEL_PRICE: "1/5" })).said).not.toContain("price");
  });

  it("where nobody listens is told so", async () => {
    const { code, said } = await examine(at(await findClosedUrl()));
    expect(said).toMatch(/FAILS +model +.*nobody can be reached there/);
    expect(code).toBe(1);
  });

  it("that reviews in no form at all fails, as nothing would run", async () => {
    const { url } = await startProvider("maybe");
    expect(await examine(at(url))).toMatchObject({ code: 1, said: expect.stringMatching(/FAILS +reviewer/) });
  });
});

describe("a server that anybody may use", () => {
  it("is warned of, of limits that are off, and of all visitors counting as one behind a proxy", async () => {
    const { url } = await startProvider();
    const { code, said } = await examine({ ...at(url), USD_PER_DAY: "off", STORAGE_MB: "off" });
    expect(said).toMatch(/note +access +.*at your cost/);
    expect(said).toMatch(/note +limits +USD_PER_DAY, STORAGE_MB: off.* cost, or how much is kept/);
    expect(said).toMatch(/note +proxy +.*TRUSTED_PROXY/);
    expect(code).toBe(0);
    const closed = await examine({ ...at(url), ACCESS_CODE: "swordfish", TRUSTED_PROXY: "1" });
    expect(closed.said).not.toMatch(/at your cost|swordfish|TRUSTED_PROXY/);
  });
});

describe("what is kept", () => {
  it("is opened where there is something, and left as it was", async () => {
    const folder = mkdtempSync(join(tmpdir(), "workings-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { close } = await openDatabase({ url: undefined, folder, report: () => {} });
    expect(await examine({ DATA_FOLDER: folder })).toMatchObject({
      code: 0,
      said: expect.stringMatching(/ok +database +.*open in a server that runs/),
    });
    await close();
    const { said } = await examine({ DATA_FOLDER: folder });
    expect(said).toMatch(/ok +database +.*opens/);
    expect(said).toMatch(/ok +storage +0\.\d of 400 MB are kept/);
    expect(await examine({ DATA_FOLDER: folder, STORAGE_MB: "0" })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/FAILS +storage +.* of 0\.0 MB are kept, so nothing new is taken/),
    });
  });

  it("on a server that cannot be reached is told of, without the password", async () => {
    const host = new URL(await findClosedUrl()).host;
    const { code, said } = await examine({
      DATABASE_URL: `postgresql://someone:${key}@${host}/chats`,
      REDIS_URL: `redis://:${key}@${host}`,
    });
    expect(said).toMatch(/FAILS +database/);
    expect(said).toMatch(/FAILS +redis/);
    expect(said).not.toContain(key);
    expect(code).toBe(1);
  });
});

describeServer("a PostgreSQL server", (url) => {
  it("says how many changes it waits for", async () => {
    const waits = await examine({ DATABASE_URL: url() });
    expect(waits).toMatchObject({ code: 0, said: expect.stringMatching(/note +database +.*changes/) });
    expect(waits.said).not.toContain(new URL(url()).password);
    const { close } = await openDatabase({ url: url(), folder: "unused", report: () => {} });
    await close();
    const { said } = await examine({ DATABASE_URL: url() });
    expect(said).toMatch(/ok +database +.*up to date/);
    expect(said).toMatch(/ok +storage +0\.\d of 400 MB/);
  });
});

it("reads files as a server does: what is set wins, and a name after a dollar is its value", async () => {
  const file = "MS=3000\nREVIEW_TIMEOUT_MS=$MS\nSTORAGE_MB=off\n";
  const { code, said } = await examine({ STORAGE_MB: "5" }, file);
  expect(said).toMatch(/ok +settings +The environment and \.env\.local are read/);
  expect(said).not.toContain("STORAGE_MB");
  expect(code).toBe(0);
  expect((await examine({}, file)).said).toContain("STORAGE_MB: off");
});

it("names every value that cannot be, and shows none", async () => {
  const { code, said } = await examine({ REVIEW_TIMEOUT_MS: "soon-ish", DATABASE_URL: "mysql-ish" });
  expect(said).toMatch(/FAILS +settings/);
  expect(said).toContain("REVIEW_TIMEOUT_MS");
  expect(said).toContain("DATABASE_URL");
  expect(said).not.toContain("-ish");
  expect(code).toBe(1);
});
