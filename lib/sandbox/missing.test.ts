import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type RunResult } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function run(code: string): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program) : prepared.result;
}

async function answer(code: string): Promise<unknown> {
  const result = await run(code);
  return result.status === "completed" ? result.value : result;
}

describe("what is not there", () => {
  it.each([
    ["fetch('https://example.org')", "fetch is not available: programs here have no network."],
    ["await fetch('x')", "fetch is not available: programs here have no network."],
    ["new XMLHttpRequest()", "XMLHttpRequest is not available: programs here have no network."],
    ["new WebSocket('ws://a')", "WebSocket is not available: programs here have no network."],
    [
      "require('fs')",
      "require is not available: programs here have no modules, only the language and its globals.",
    ],
    [
      "module.exports = 1",
      "module is not available: programs here have no modules, only the language and its globals.",
    ],
    [
      "exports.a = 1",
      "exports is not available: programs here have no modules, only the language and its globals.",
    ],
    [
      "import('fs')",
      "import() is not available: programs here have no modules, only the language and its globals.",
    ],
    [
      "const { a } = await import('./a.js')",
      "import() is not available: programs here have no modules, only the language and its globals.",
    ],
    ["process.env.HOME", "process is not available: programs here have no process or files."],
    ["Deno.args", "Deno is not available: programs here have no process or files."],
    [
      "Buffer.from('a')",
      "Buffer is not available: programs here have no Buffer, but Uint8Array, TextEncoder and atob.",
    ],
    [
      "window.alert(1)",
      "window is not available: programs here have no page; use console.log or display(value).",
    ],
    [
      "document.body",
      "document is not available: programs here have no page; use console.log or display(value).",
    ],
    ["alert('hi')", "alert is not available: programs here have no page; use console.log or display(value)."],
    ["print('hi')", "print is not available: programs here have no page; use console.log or display(value)."],
    ["localStorage.a", "localStorage is not available: programs here keep nothing."],
    ["new Worker('a')", "Worker is not available: programs here have one thread."],
  ])("%s says so in one sentence", async (code, message) => {
    expect(await run(code)).toMatchObject({ status: "failed", error: { name: "ReferenceError", message } });
  });

  it("is refused before it runs where it is an import declaration", async () => {
    expect(await run("import fs from 'fs'; fs")).toMatchObject({
      status: "failed",
      error: { name: "SyntaxError", message: expect.stringMatching(/^Modules are not available: [^.]*\.$/) },
    });
  });

  it("is undefined to who asks, and no property of anything", async () => {
    expect(
      await answer(
        "[typeof fetch, typeof process, typeof require, 'fetch' in globalThis, typeof crypto.subtle, typeof performance.mark, fetch_()]; function fetch_() { try { fetch } catch (e) { return e.message } }",
      ),
    ).toEqual([
      "undefined",
      "undefined",
      "undefined",
      false,
      "undefined",
      "undefined",
      "'fetch' is not defined",
    ]);
  });

  it("says nothing of other names, or of what a program threw", async () => {
    expect(await run("unknown_")).toMatchObject({ error: { message: "'unknown_' is not defined" } });
    expect(await run("throw new Error(\"'fetch' is not defined\")")).toMatchObject({
      error: { name: "Error", message: "'fetch' is not defined" },
    });
    expect(await run("const fetch = () => 5; fetch()")).toMatchObject({ status: "completed", value: 5 });
  });
});
