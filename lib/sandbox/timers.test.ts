import { runInThisContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type RunResult } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
const short = createSandbox({ workers: 1, timeMs: 150 });
afterAll(() => Promise.all([sandbox.close(), short.close()]));

async function run(code: string, where = sandbox): Promise<RunResult> {
  const prepared = await where.prepare(code);
  return prepared.ok ? where.run(prepared.program) : prepared.result;
}

async function answer(code: string): Promise<unknown> {
  const result = await run(code);
  return result.status === "completed" ? result.value : result;
}

/** Programs that write the order of things into `log`; `done` ends them. The same text runs in Node. */
const program = (code: string) =>
  `new Promise((done) => { const log = []; const say = (word) => log.push(word); const end = () => done(log.join(' ')); ${code} })`;

describe("timers come in the order that Node has:", () => {
  it.each([
    [
      "by delay",
      "setTimeout(say, 240, 'c'); setTimeout(say, 2, 'a'); setTimeout(say, 120, 'b'); setTimeout(end, 360)",
    ],
    [
      "by creation where the delay is the same",
      "for (const n of [1, 2, 3, 4, 5]) setTimeout(say, 10, n); setTimeout(end, 30)",
    ],
    [
      "with no delay as with one millisecond",
      "setTimeout(say, 1, 'a'); setTimeout(say, 0, 'b'); setTimeout(say, -5, 'c'); setTimeout(say, undefined, 'd'); setTimeout(say, 'x', 'e'); setTimeout(say, NaN, 'f'); setTimeout(end, 20)",
    ],
    [
      "with a delay beyond the greatest as with one millisecond",
      "setTimeout(say, 1, 'a'); setTimeout(say, 2 ** 31, 'b'); setTimeout(say, 2, 'c'); setTimeout(end, 20)",
    ],
    [
      "after all microtasks",
      "setTimeout(() => { say('t'); end() }); queueMicrotask(() => { say('m1'); queueMicrotask(() => say('m2')) }); Promise.resolve().then(() => say('p')); say('s')",
    ],
    [
      "with microtasks between two of them",
      "setTimeout(() => { say('a'); Promise.resolve().then(() => say('m')) }, 1); setTimeout(() => say('b'), 1); setTimeout(end, 20)",
    ],
    [
      "with what a timer sets after what was set",
      "setTimeout(() => { say('a'); setTimeout(say, 1, 'late') }, 5); setTimeout(say, 5, 'b'); setTimeout(end, 40)",
    ],
    [
      "immediates after the timers' turn",
      "setTimeout(() => { setTimeout(() => { say('timer'); end() }, 1); setImmediate(say, 'immediate') }, 1)",
    ],
    [
      "immediates one after the other",
      "setImmediate(() => { say('a'); setImmediate(() => { say('c'); end() }); queueMicrotask(() => say('m')) }); setImmediate(say, 'b')",
    ],
    [
      "an interval until it is cleared",
      "let n = 0; const i = setInterval((w) => { say(w + ++n); if (n === 3) { clearInterval(i); setTimeout(end, 20) } }, 2, 'i')",
    ],
    [
      "an interval beside a timer",
      "const i = setInterval(() => say('i'), 40); setTimeout(() => { say('t'); clearInterval(i); end() }, 60)",
    ],
    [
      "without those that are cleared",
      "const a = setTimeout(say, 1, 'a'), b = setImmediate(say, 'b'); clearTimeout(a); clearImmediate(b); setTimeout(end, 15)",
    ],
    [
      "without one that another clears while it is due",
      "let b; setTimeout(() => { say('a'); clearTimeout(b) }, 5); b = setTimeout(say, 5, 'b'); setTimeout(end, 20)",
    ],
    [
      "without an immediate that another clears",
      "let b; setImmediate(() => { say('a'); clearImmediate(b) }); b = setImmediate(say, 'b'); setImmediate(say, 'c'); setTimeout(end, 15)",
    ],
    [
      "cleared by its number",
      "const t = setTimeout(say, 1, 'a'); clearTimeout(+t); const u = setTimeout(say, 1, 'b'); clearTimeout(String(+u)); setTimeout(say, 1, 'c'); setTimeout(end, 15)",
    ],
    [
      "an interval cleared by clearTimeout",
      "clearTimeout(setInterval(say, 1, 'a')); clearInterval(setTimeout(say, 1, 'b')); setTimeout(end, 15)",
    ],
    [
      "whatever else is given to clear",
      "clearTimeout(); clearTimeout(null); clearTimeout({}); clearTimeout(99999); clearTimeout('x'); clearImmediate(1); clearInterval(Symbol.iterator); say('fine'); end()",
    ],
    [
      "with all further arguments",
      "setTimeout((...all) => { say(all.join()); setImmediate((...all) => { say(all); end() }, 4, 5) }, 1, 1, 2, 3)",
    ],
    ["with the timer as this", "const t = setTimeout(function () { say(this === t); end() }, 1)"],
    [
      "refreshed",
      "const t = setTimeout(say, 40, 'a'); setTimeout(say, 60, 'b'); setTimeout(() => t.refresh(), 30); setTimeout(end, 130)",
    ],
    [
      "refreshed after it fired",
      "let n = 0; const t = setTimeout(() => { say('a'); if (++n < 3) t.refresh(); else end() }, 2)",
    ],
    ["closed", "setTimeout(say, 1, 'a').close(); setTimeout(end, 15)"],
    [
      "without one that is busy",
      "setTimeout(say, 5, 'a'); const until = Date.now() + 40; while (Date.now() < until); setTimeout(say, 0, 'b'); setTimeout(end, 20)",
    ],
    [
      "with awaits between",
      "(async () => { for (const ms of [3, 1, 2]) { await new Promise((go) => setTimeout(go, ms)); say(ms) } end() })()",
    ],
    [
      "raced",
      "const sleep = (ms) => new Promise((go) => setTimeout(go, ms, ms)); Promise.race([sleep(60), sleep(5)]).then(say).then(() => Promise.all([sleep(3), sleep(1)])).then(say).then(end)",
    ],
    [
      "in a debounce",
      "let t; const call = (n) => { clearTimeout(t); t = setTimeout(() => { say(n); end() }, 20) }; call(1); call(2); setTimeout(call, 5, 3)",
    ],
    [
      "in a queue of workers",
      "let running = 0; const jobs = [200, 10, 20, 10]; const next = () => { const ms = jobs.shift(); if (ms === undefined) return running || end(); running++; setTimeout(() => { running--; say(ms); next() }, ms) }; next(); next()",
    ],
  ])("%s", async (_title, code) => {
    expect(await answer(program(code))).toBe(await runInThisContext(program(code)));
  });

  it("of two delays the shorter first, also when a moment passes between them", async () => {
    const code = `const log = []; setTimeout(() => log.push('longer'), 3);
      const until = performance.now() + 1.2; while (performance.now() < until);
      setTimeout(() => log.push('shorter'), 2);
      const isMoment = performance.now() < 5;
      await new Promise((done) => setTimeout(done, 20)); isMoment && log`;
    // Again when the machine was busy with something else just then.
    let order: unknown = false;
    for (let i = 0; i < 100 && order === false; i++) order = await answer(code);
    expect(order).toEqual(["shorter", "longer"]);
  });

  it("a timer that is set for at once before an immediate of the main program", async () => {
    expect(
      await answer(
        "const log = []; setImmediate(() => log.push('immediate')); setTimeout(() => log.push('timer')); setTimeout(() => log.push('second'), 1); await new Promise((done) => setTimeout(done, 10)); log",
      ),
    ).toEqual(["timer", "second", "immediate"]);
  });
});

describe("timers are given as in Node:", () => {
  it.each([
    "typeof setTimeout(() => {})",
    "setTimeout(() => {}).constructor.name",
    "setImmediate(() => {}).constructor.name",
    "const t = setTimeout(() => {}); return [t.hasRef(), t.unref().hasRef(), t.ref().hasRef(), t.unref() === t]",
    "const t = setImmediate(() => {}); return [t.hasRef(), t.unref().hasRef(), t.ref() === t]",
    "typeof +setTimeout(() => {})",
    "const t = setTimeout(() => {}); return +t === +t",
    "[setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, queueMicrotask].map((f) => f.name + f.length)",
    ...["setTimeout", "setInterval", "setImmediate", "queueMicrotask"].flatMap((name) =>
      ["", "'code'", "null", "5", "{}", "new Map()", "Symbol('s')", "10n"].map(
        (value) => `${name}(${value})`,
      ),
    ),
    "clearTimeout(undefined)",
  ])("%s", async (code) => {
    const body = `(() => { try { ${code.startsWith("const") ? code : `return ${code}`} } catch (e) { return [e.name, e.message, e.code] } })()`;
    const guest = await answer(`JSON.stringify(${body})`);
    expect(guest ?? null).toEqual(JSON.stringify(runInThisContext(body)) ?? { $: "undefined" });
  });
});

describe("a program that waits", () => {
  it("is told the time that has passed", async () => {
    expect(
      await answer(
        "const t = performance.now(); await new Promise((done) => setTimeout(done, 30)); performance.now() - t >= 30",
      ),
    ).toBe(true);
  });

  it("ends by time when it waits too long, with what it said before", async () => {
    const stopped = { status: "stopped", reason: "time", output: [{ values: ["before"] }] };
    expect(
      await run("console.log('before'); await new Promise((done) => setTimeout(done, 60_000))", short),
    ).toMatchObject(stopped);
    expect(await run("console.log('before'); setInterval(() => {}, 1)", short)).toMatchObject(stopped);
    expect(await run("console.log('before'); const f = () => setImmediate(f); f()", short)).toMatchObject(
      stopped,
    );
    expect(await run("console.log('before'); const f = () => queueMicrotask(f); f()", short)).toMatchObject(
      stopped,
    );
    expect(await run("console.log('before'); setTimeout(() => { while (true) {} })", short)).toMatchObject(
      stopped,
    );
    expect(await answer("1 + 1")).toBe(2);
  });

  it("runs what it set before it ends, and no more of what it does not wait for", async () => {
    const words = async (code: string) => {
      const result = await run(code);
      return result.status === "completed"
        ? result.output.flatMap((line) => (line.kind === "console" ? line.values : []))
        : result;
    };
    expect(await words("setTimeout(() => console.log('later'), 5); 1")).toEqual(["later"]);
    expect(await words("setTimeout(() => console.log('never'), 5).unref(); 1")).toEqual([]);
    expect(
      await words(
        "const i = setInterval(() => console.log('tick'), 5); i.unref(); setTimeout(() => console.log('end'), 8); 1",
      ),
    ).toEqual(["tick", "end"]);
    expect(await words("setImmediate(() => console.log('never')).unref(); 1")).toEqual([]);
    expect(
      await words(
        "const t = setTimeout(() => console.log('never'), 1); t.unref(); t.ref(); clearTimeout(t); t.unref(); t.refresh(); 1",
      ),
    ).toEqual([]);
  });

  it("fails when a timer or a microtask throws, at its place", async () => {
    expect(await run("setTimeout(() => {\n  throw new RangeError('late')\n}, 1); 'fine'")).toMatchObject({
      status: "failed",
      error: { name: "RangeError", message: "late", line: 2 },
    });
    expect(await run("queueMicrotask(() => { null.x }); 1")).toMatchObject({
      status: "failed",
      error: { name: "TypeError", line: 1 },
    });
    expect(await run("setImmediate(() => { throw 5 }); 1")).toMatchObject({
      status: "failed",
      error: { name: "Uncaught", message: "5" },
    });
    expect(await run("setTimeout(async () => { throw new Error('async') }, 1); 1")).toMatchObject({
      status: "failed",
      error: { message: "async" },
    });
  });

  it("may set a hundred thousand timers, and clear as many", async () => {
    expect(
      await answer(`let fired = 0, sorted = true, last = 0;
        for (let i = 0; i < 100_000; i++) { const ms = 1 + (i * 7919) % 5; const t = setTimeout(() => { fired++ }, ms); if (i % 2) clearTimeout(t) }
        await new Promise((done) => setTimeout(done, 20));
        fired`),
    ).toBe(50_000);
  });

  it("cannot break its timers by replacing what they use, or by taking their classes apart", async () => {
    expect(
      await answer(`
        const log = [];
        const handle = setTimeout(() => log.push('a'), 1);
        const targets = [];
        for (const target of [Array.prototype, Map.prototype, Function.prototype, Promise.prototype, Object.getPrototypeOf(handle)])
          for (const key of Reflect.ownKeys(target))
            if (!['then', 'push', 'constructor'].includes(key)) targets.push([target, key, { value() { throw new Error('reached') } }]);
        const define = Object.defineProperty;
        for (let i = 0; i < targets.length; i++)
          try { define(targets[i][0], targets[i][1], targets[i][2]) } catch {}
        let illegal = 0;
        try { new handle.constructor() } catch { illegal++ }
        try { Object.create(Object.getPrototypeOf(handle)).hasRef() } catch { illegal++ }
        setTimeout(() => log.push('b'), 30); setImmediate(() => log.push('i')); queueMicrotask(() => log.push('m'));
        const i = setInterval(() => { log.push('x'); clearInterval(i) }, 40);
        await new Promise((done) => setTimeout(done, 60));
        log.push(illegal); log`),
    ).toEqual(["m", "a", "i", "b", "x", 2]);
    expect(
      await run("Promise.prototype.constructor = null; queueMicrotask(() => console.log('m')); 1"),
    ).toMatchObject({ status: "completed", output: [{ values: ["m"] }] });
  });
});
