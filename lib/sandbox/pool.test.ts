import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type Output, type RunOptions, type RunResult, type Sandbox } from "#lib/sandbox";

const normal = createSandbox({ workers: 1 });
afterAll(() => normal.close());

async function run(code: string, sandbox: Sandbox = normal, options: RunOptions = {}): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program, options) : prepared.result;
}

describe("a run ends", () => {
  it("as stopped by whoever asks, queued or running", async () => {
    const stop = new AbortController();
    const running = run("console.log(1); for (;;);", normal, {
      signal: stop.signal,
      onOutput: () => stop.abort(),
    });
    const waiting = run("1", normal, { signal: stop.signal });
    const aborted = { status: "stopped", reason: "aborted", limit: null };
    expect(await running).toMatchObject({ ...aborted, output: [{ values: [1] }] });
    expect(await waiting).toMatchObject(aborted);
    expect(await run("1", normal, { signal: stop.signal })).toMatchObject(aborted);
    expect(await run("3")).toMatchObject({ status: "completed", value: 3 });
  });

  it("as stopped by whoever asks, while it waits for a timer", async () => {
    const stop = new AbortController();
    const code = "console.log(1); await new Promise((done) => setTimeout(done, 1e6))";
    expect(await run(code, normal, { signal: stop.signal, onOutput: () => stop.abort() })).toMatchObject({
      status: "stopped",
      reason: "aborted",
      output: [{ values: [1] }],
    });
  });

  it("as refused when the queue is full, the program too long or the sandbox closed", async () => {
    const sandbox = createSandbox({ workers: 1, queue: 1, timeMs: 300, programBytes: 100 });
    await run("1", sandbox);
    const first = run("for (;;);", sandbox);
    const second = run("2", sandbox);
    expect(await run("3", sandbox)).toEqual({ status: "refused", reason: "busy" });
    expect(await run(`1 // ${"x".repeat(100)}`, sandbox)).toEqual({
      status: "refused",
      reason: "too-long",
      limit: 100,
    });
    expect(await first).toMatchObject({ status: "stopped" });
    expect(await second).toMatchObject({ status: "completed", value: 2 });
    await sandbox.close();
    expect(await run("4", sandbox)).toEqual({ status: "refused", reason: "closed" });
  });

  it("as aborted or closed when the sandbox closes under it, and no thread is left", async () => {
    const threads = () => process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
    const before = threads();
    const sandbox = createSandbox({ workers: 2 });
    await run("1", sandbox);
    const bothStarted = Promise.withResolvers<void>();
    let starts = 0;
    const onStart = () => {
      if (++starts === 2) bothStarted.resolve();
    };
    const running = [1, 2, 3].map(() => run("for (;;);", sandbox, { onStart }));
    await bothStarted.promise;
    await sandbox.close();
    const statuses = (await Promise.all(running)).map((result) => result.status).sort();
    expect(statuses).toEqual(["refused", "stopped", "stopped"]);
    expect(threads()).toBe(before);
  });
});

describe("the pool", () => {
  it("is not made with a limit that cannot be", () => {
    for (const limits of [
      { timeMs: Number.NaN },
      { timeMs: 1e12 },
      { workers: 0 },
      { valueBytes: -1 },
      { queue: -1 },
    ])
      expect(() => createSandbox(limits)).toThrow(RangeError);
    expect(() => createSandbox({ timeMs: 0 })).toThrow(/timeMs/);
  });

  it("tells when a program starts and hands on its output as it comes", async () => {
    const seen: (Output | "start")[] = [];
    await run("console.log(1); console.error(2)", normal, {
      onStart: () => seen.push("start"),
      onOutput: (output) => seen.push(output),
    });
    expect(seen).toMatchObject(["start", { level: "log" }, { level: "error" }]);
  });

  it("loses no run and no worker to callbacks that throw", async () => {
    const program = `import { createSandbox } from "#lib/sandbox";
      process.on("uncaughtException", (error) => console.log(error.message));
      const sandbox = createSandbox({ workers: 1 });
      const { program } = await sandbox.prepare("console.log(1); 2");
      const fail = (name) => ({ [name]() { throw new Error(name) } });
      for (const options of [fail("onStart"), fail("onOutput"), {}])
        console.log((await sandbox.run(program, options)).value);
      await sandbox.close();`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      program,
    ]);
    expect(stdout).toBe("onStart\n2\nonOutput\n2\n2\n");
  });

  it("gives every program its own answer, many at once", async () => {
    const sandbox = createSandbox({ workers: 2, queue: 100 });
    const results = await Promise.all(Array.from({ length: 60 }, (_, i) => run(`${i} * 2`, sandbox)));
    await sandbox.close();
    expect(results.map((result) => result.status === "completed" && result.value)).toEqual(
      Array.from({ length: 60 }, (_, i) => i * 2),
    );
  });

  it("runs only what prepare made", async () => {
    const forged = { written: "1", code: "1", sha256: "0" };
    await expect(normal.run(forged)).rejects.toThrow(TypeError);
  });

  it("runs the very program that a SHA-256 expects, and no other", async () => {
    const [one, other] = [await normal.prepare("1 + 1 // two"), await normal.prepare("1 + 2")];
    if (!one.ok || !other.ok) throw new Error("They were not read.");
    expect(createHash("sha256").update(one.program.code).digest("hex")).toBe(one.program.sha256);
    const { sha256 } = one.program;
    expect(await normal.run(one.program, { sha256 })).toMatchObject({ status: "completed", value: 2 });
    await expect(normal.run(other.program, { sha256 })).rejects.toThrow("SHA-256");
  });
});
