import { describe, expect, it, onTestFinished } from "vitest";
import { createHealthReader, type HealthParts } from "#lib/health";
import { createSandbox } from "#lib/sandbox";

const never = () => new Promise<never>(() => {});

/** A healthy server but for what the test says. */
function readerOf(parts: Partial<HealthParts> = {}) {
  const sandbox = parts.sandbox ?? openSandbox();
  return createHealthReader({ askDatabase: async () => [], sandbox, isDemo: async () => false, ...parts });
}

function openSandbox(options: Parameters<typeof createSandbox>[0] = { workers: 1 }) {
  const sandbox = createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Runs a program that does not end by itself, until the sandbox closes. Resolves when it has begun. */
async function occupy(sandbox: ReturnType<typeof createSandbox>): Promise<void> {
  const prepared = await sandbox.prepare("for (;;);");
  if (!prepared.ok) throw new Error("It was not read.");
  const { program } = prepared;
  await new Promise<void>((onStart) => void sandbox.run(program, { onStart }));
}

describe("a server's health", () => {
  it("is good where the database answers, a program ran and a model is configured", async () => {
    expect(await readerOf()()).toEqual({
      ok: true,
      database: "ok",
      sandbox: "ok",
      model: "configured",
    });
  });

  it("is good with the demo, and says so", async () => {
    expect(await readerOf({ isDemo: async () => true })()).toMatchObject({ ok: true, model: "demo" });
  });

  it("is bad where the database refuses, and shows nothing of why", async () => {
    const askDatabase = () => Promise.reject(new Error("password of postgres://user:secret@host"));
    const health = await readerOf({ askDatabase })();
    expect(health).toMatchObject({ ok: false, database: "failing", sandbox: "ok" });
    expect(JSON.stringify(health)).not.toContain("secret");
  });

  it("is bad where the database does not answer in time, and asks it no second time meanwhile", async () => {
    let asked = 0;
    const askDatabase = () => {
      asked++;
      return never();
    };
    const read = readerOf({ askDatabase, limits: { answerMs: 20, sharedMs: 0 } });
    for (let times = 0; times < 3; times++)
      expect(await read()).toMatchObject({ ok: false, database: "failing" });
    expect(asked).toBe(1);
  });

  it("is bad where the sandbox is closed, or cannot run a program", async () => {
    const closed = openSandbox();
    await closed.close();
    expect(await readerOf({ sandbox: closed })()).toMatchObject({ ok: false, sandbox: "failing" });
    const wrong = { ...openSandbox(), run: async () => ({ status: "crashed", message: "" }) as never };
    expect(await readerOf({ sandbox: wrong })()).toMatchObject({ ok: false, sandbox: "failing" });
  });

  it("is good where every worker has a program of somebody's, or the queue is full", async () => {
    const limits = { answerMs: 300, sharedMs: 0 };
    const sandbox = openSandbox({ workers: 1, queue: 1 });
    await occupy(sandbox);
    const read = readerOf({ sandbox, limits });
    expect(await read()).toMatchObject({ ok: true, sandbox: "busy" });
    const waiting = await sandbox.prepare("1");
    if (waiting.ok) void sandbox.run(waiting.program);
    expect(await read()).toMatchObject({ ok: true, sandbox: "busy" });
  });

  it("is looked at once for all who ask within two seconds, and then anew", async () => {
    let at = 0;
    let asked = 0;
    const askDatabase = async () => ++asked;
    const read = readerOf({ askDatabase, now: () => at });
    await Promise.all([read(), read(), read()]);
    at = 1_999;
    await read();
    expect(asked).toBe(1);
    at = 2_000;
    await read();
    expect(asked).toBe(2);
  });
});
