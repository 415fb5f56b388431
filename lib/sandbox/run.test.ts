import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type Limits, type RunOptions, type RunResult } from "#lib/sandbox";
import type { Value } from "#lib/value";

const quick = createSandbox({ timeMs: 400, memoryBytes: 24 * 1024 * 1024, outputBytes: 4096, workers: 1 });
const normal = createSandbox({ workers: 1 });
afterAll(async () => {
  await Promise.all([quick.close(), normal.close()]);
});

async function run(code: string, sandbox = normal, options: RunOptions = {}): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program, options) : prepared.result;
}

async function answer(code: string, sandbox = normal): Promise<Value> {
  const result = await run(code, sandbox);
  if (result.status !== "completed")
    throw new Error(`not completed: ${JSON.stringify(result).slice(0, 500)}`);
  return result.value;
}

/** `faults` is what whoever runs it hears of. */
async function withSandbox(
  limits: Partial<Limits>,
  use: (sandbox: typeof normal, faults: Error[]) => Promise<void>,
): Promise<void> {
  const faults: Error[] = [];
  const sandbox = createSandbox({ workers: 1, ...limits }, (fault) => faults.push(fault));
  try {
    await use(sandbox, faults);
  } finally {
    await sandbox.close();
  }
}

describe("a run ends", () => {
  it("as completed, with value, output and cost", async () => {
    const result = await run("console.warn('careful', { a: 1 }); display([1]); 1 + 1");
    expect(result).toMatchObject({
      status: "completed",
      value: 2,
      output: [
        { kind: "console", level: "warn", values: ["careful", { a: 1 }] },
        { kind: "display", value: [1] },
      ],
    });
    if (result.status !== "completed") return;
    expect(result.cost.wallMs).toBeGreaterThan(0);
    expect(result.cost.peakMemoryBytes % 65_536).toBe(0);
    expect(result.cost.peakMemoryBytes).toBeGreaterThan(1_000_000);
  });

  it("as failed, at the line and column as written", async () => {
    const error = async (code: string) => {
      const result = await run(code);
      return result.status === "failed" ? result.error : null;
    };
    expect(await error("const a = 1;\n  null.x")).toMatchObject({ name: "TypeError", line: 2, column: 7 });
    expect(await error("/* é😀 */ null.x")).toMatchObject({ line: 1, column: 15 });
    expect(await error("'é😀'; null.x")).toMatchObject({ line: 1, column: 12 });
    expect(await error("const a: number = 1;\r\nif (a) return null.x")).toMatchObject({
      line: 2,
      column: 19,
    });
    expect(await error("// a\nfunction f() {\n  throw new RangeError('far')\n}\nf()")).toMatchObject({
      name: "RangeError",
      message: "far",
      line: 3,
      stack: expect.stringMatching(/^at f \(3:\d+\)\nat <program> \(5:\d+\)$/),
    });
    expect(await error("async function g() { await 1; null.x }\nawait g()")).toMatchObject({ line: 1 });
    expect(await error("setTimeout(function late() { null.x })")).toMatchObject({
      stack: "at late (1:34)",
    });
    expect(await error("throw 5")).toMatchObject({ name: "Uncaught", message: "5", line: null });
    expect(await error("throw { a: 1 }")).toMatchObject({ name: "Uncaught", message: "{ a: 1 }" });
    expect(await error("throw null")).toMatchObject({ name: "Uncaught", message: "null" });
    expect(await error("Promise.reject(new TypeError('late'))")).toMatchObject({ message: "late" });
  });

  it("as failed, not for want of memory, by a text that grows beyond what one may hold", async () => {
    expect(await run("let s = 'ab'; for (;;) s += s + 'c'", quick)).toMatchObject({
      status: "failed",
      error: { name: "InternalError", message: "string too long" },
    });
  });

  it("as failed at once when nothing can settle what it waits for", async () => {
    expect(await run("await new Promise(() => {})")).toMatchObject({
      status: "failed",
      error: { name: "PendingPromise" },
    });
  });

  it("as failed by a rejection that nobody handles", async () => {
    const failed = (message: string) => ({ status: "failed", error: { message } });
    expect(await run("async function f() { await 1; throw new Error('lost') }\nf(); 'fine'")).toMatchObject({
      status: "failed",
      error: { message: "lost", line: 1, column: 46 },
    });
    expect(
      await run("Promise.reject(new Error('a')); await 1; Promise.reject(new Error('b')); 1"),
    ).toMatchObject(failed("a"));
    expect(await run("Promise.reject(1).then(() => 2); 3")).toMatchObject(failed("1"));
    expect(await run("new Promise((_, no) => no('no')); 3")).toMatchObject(failed("'no'"));
    expect(await run("for (let i = 0; i < 5000; i++) Promise.reject(i); 3")).toMatchObject(failed("0"));
  });

  it("as completed when every rejection is handled, soon or late", async () => {
    expect(await answer("Promise.reject(1).catch(() => 2); 3")).toBe(3);
    expect(await answer("const p = Promise.reject(1); await null; try { await p } catch (e) { e + 1 }")).toBe(
      2,
    );
    expect(await answer("(await Promise.allSettled([Promise.reject(1)]))[0].reason")).toBe(1);
    expect(
      await answer(
        "async function f() { throw 1 }\nlet n = 0; for (let i = 0; i < 500; i++) try { await f() } catch { n++ }\nn",
      ),
    ).toBe(500);
    expect(await answer("await Promise.any([Promise.reject(1), 2])")).toBe(2);
    expect(await answer("await Promise.race([1, Promise.reject(2)])")).toBe(1);
  });

  it("as stopped by time, in a loop and in a native loop the engine never interrupts", async () => {
    const stopped = { status: "stopped", reason: "time", limit: 400 };
    expect(await run("console.log('before'); while (true) {}", quick)).toMatchObject({
      ...stopped,
      output: [{ values: ["before"] }],
    });
    expect(
      await run("console.log('x'); Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)", quick),
    ).toMatchObject({
      ...stopped,
      output: [{ values: ["x"] }],
    });
    expect(await answer("1 + 1", quick)).toBe(2);
    expect(await run("for (;;) { try { for (;;); } catch {} finally { continue } }", quick)).toMatchObject(
      stopped,
    );
    expect(await run("const f = () => { Promise.resolve().then(f) }; f(); 1", quick)).toMatchObject(stopped);
    expect(await run("/(a+)+b/.test('a'.repeat(40))", quick)).toMatchObject(stopped);
    expect(await run("({ get x() { for (;;); } })", quick)).toMatchObject(stopped);
  });

  it("as stopped by memory, also when the program swallows the error", async () => {
    const stopped = { status: "stopped", reason: "memory", limit: 24 * 1024 * 1024 };
    expect(await run("const a = []; for (;;) a.push(new Uint8Array(1e6))", quick)).toMatchObject(stopped);
    expect(await run("try { new Uint8Array(5e7) } catch {} 'fine'", quick)).toMatchObject(stopped);
    expect(await run("try { new ArrayBuffer(2 ** 31 - 1) } catch {} 1", quick)).toMatchObject(stopped);
    expect(await run("const a = []; for (let i = 0; ; i++) a.push({ i })", quick)).toMatchObject(stopped);
    expect(await answer("2", quick)).toBe(2);
  });

  it("as stopped by output, with what fitted", async () => {
    const result = await run("for (;;) try { console.log('abc') } catch {}", quick);
    expect(result).toMatchObject({ status: "stopped", reason: "output", limit: 4096 });
    if (result.status !== "stopped") return;
    expect(result.output.length).toBeGreaterThan(20);
    expect(JSON.stringify(result.output).length).toBeLessThan(4600);
    const one = await run("console.log('x'.repeat(1e6)); 'not reached'", quick);
    expect(one).toMatchObject({ status: "stopped", reason: "output" });
    expect(JSON.stringify(one).length).toBeLessThan(6000);
  });

  it("as crashed when it is the host that fails, and whoever runs it hears why", async () => {
    await withSandbox({ memoryBytes: 2 ** 40 }, async (sandbox, faults) => {
      const crashed = { status: "crashed", message: "No worker could start." };
      expect(await run("1", sandbox)).toMatchObject(crashed);
      expect(await run("2", sandbox)).toMatchObject(crashed);
      expect(faults.length).toBeGreaterThanOrEqual(2);
      for (const { message } of faults) expect(message).toMatch(/memory/i);
    });
  });

  it("without a fault of the host's when it fails, takes too long or is stopped", async () => {
    await withSandbox({ timeMs: 200 }, async (sandbox, faults) => {
      expect(await run("throw 1", sandbox)).toMatchObject({ status: "failed" });
      expect(await run("/(a+)+b/.test('a'.repeat(40))", sandbox)).toMatchObject({ reason: "time" });
      const stop = new AbortController();
      const stopped = run("for (;;);", sandbox, { signal: stop.signal, onStart: () => stop.abort() });
      expect(await stopped).toMatchObject({ reason: "aborted" });
      await sandbox.close();
      expect(faults).toEqual([]);
    });
  });

  it("may recurse five thousand calls deep", async () => {
    expect(await answer("const sum = (n) => n === 0 ? 0 : n + sum(n - 1); sum(5000)")).toBe(12_502_500);
  });
});
