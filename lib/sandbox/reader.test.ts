import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type Prepared } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

/** Each ends the thread that reads it. */
const deep = `let y: ${"Array<".repeat(8000)}1${">".repeat(8000)} = 1; y`;
const groups = `/${"(".repeat(10_000)}${")".repeat(10_000)}/`;
const slow = `${"enum A{}".repeat(7500)}1`;

function tell(prepared: Prepared): string {
  if (prepared.ok) return prepared.program.code;
  const { result } = prepared;
  return result.status === "failed" ? result.error.message : JSON.stringify(result);
}

const refused = (reason: string) => JSON.stringify({ status: "refused", reason });

describe("a text that is hard to read", () => {
  it.each([
    ["is nested too deeply for the parser of types", deep, /^This program broke the parser/],
    ["is nested too deeply within a regular expression", groups, /^This program broke the parser/],
    ["takes too long", slow, /^Reading this program took longer than 2 seconds/],
  ])("%s: it fails, and the next is read as if nothing had been", async (_name, text, message) => {
    const hostile = await sandbox.prepare(text);
    expect(hostile).toMatchObject({
      ok: false,
      program: { written: text, code: null, sha256: null },
      result: { status: "failed", error: { name: "SyntaxError", line: null }, output: [] },
    });
    expect(tell(hostile)).toMatch(message);
    expect(tell(await sandbox.prepare("const a: number = 1; a"))).toBe("const a         = 1; a");
  });

  it("leaves the host free for others meanwhile", async () => {
    const closing = createSandbox({ workers: 1 });
    const reading = closing.prepare(slow).then(() => "read");
    const other = new Promise((resolve) => setTimeout(resolve, 0, "others"));
    expect(await Promise.race([reading, other])).toBe("others");
    await closing.close();
  });

  it("takes nothing from those that wait behind it, and they keep their order", async () => {
    const ended: string[] = [];
    // Twice, since the parser of types may forgive once.
    const texts = ["1", deep, deep, "2", groups, "3 as number"];
    await Promise.all(texts.map(async (text) => ended.push(tell(await sandbox.prepare(text)))));
    const broke = expect.stringMatching(/^This program broke the parser/);
    expect(ended).toEqual(["1", broke, broke, "2", broke, "3          "]);
  });
});

describe("texts that wait to be read", () => {
  it("are as many as the pool could take; one more is refused as busy", async () => {
    const small = createSandbox({ workers: 1, queue: 1 });
    const [, , , fourth] = [slow, "1", "2", "3"].map((text) => small.prepare(text).then(tell));
    expect(await fourth).toBe(refused("busy"));
    await small.close();
    const free = createSandbox({ workers: 1, queue: 1 });
    expect(await Promise.all(["0", "1", "2"].map((text) => free.prepare(text).then(tell)))).toEqual([
      "0",
      "1",
      "2",
    ]);
    await free.close();
  });

  it("are refused when the sandbox closes, as is the one that is being read, and no thread is left", async () => {
    const threads = () => process.getActiveResourcesInfo().filter((name) => name === "MessagePort").length;
    const before = threads();
    const closing = createSandbox({ workers: 1 });
    await closing.prepare("1");
    const texts = [slow, "1"].map((text) => closing.prepare(text));
    await closing.close();
    expect((await Promise.all(texts)).map(tell)).toEqual([refused("closed"), refused("closed")]);
    expect(tell(await closing.prepare("1"))).toBe(refused("closed"));
    expect(threads()).toBe(before);
  });

  it("are refused when the sandbox closes before its threads have started", async () => {
    const closing = createSandbox({ workers: 1 });
    const text = closing.prepare("1");
    await closing.close();
    expect(tell(await text)).toBe(refused("closed"));
  });

  it("keep the process alive, and nothing does after the last", async () => {
    const program = `
      const texts = ["1", ${JSON.stringify(deep)}, "2", "3 as number"].map((text) => sandbox.prepare(text));
      console.log(JSON.stringify((await Promise.all(texts)).map(({ ok }) => ok)));`;
    expect(await runInProcess(program)).toBe("[true,false,true,true]\n");
  });

  it("keep no process alive when there are none", async () => {
    expect(await runInProcess("console.log('ready')")).toBe("ready\n");
  });
});

/** What a process prints that has a sandbox, does not close it, and ends by itself. */
async function runInProcess(program: string): Promise<string> {
  const start =
    'import { createSandbox } from "#lib/sandbox"; const sandbox = createSandbox({ workers: 1 });';
  const args = ["--input-type=module", "--eval", start + program];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}
