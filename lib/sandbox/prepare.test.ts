// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are quoted here.
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function answer(code: string): Promise<unknown> {
  const prepared = await sandbox.prepare(code);
  const result = prepared.ok ? await sandbox.run(prepared.program) : prepared.result;
  return result.status === "completed" ? result.value : result;
}

async function codeOf(written: string): Promise<string> {
  const prepared = await sandbox.prepare(written);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.result));
  return prepared.program.code;
}

async function errorOf(written: string) {
  const prepared = await sandbox.prepare(written);
  return !prepared.ok && prepared.result.status === "failed" ? prepared.result.error : null;
}

describe("a program may answer by", () => {
  const ways: [name: string, code: string][] = [
    ["its last expression", "const a = 6; a * 7"],
    ["its last expression and a comment", "42 // the answer"],
    ["a last expression before declarations of functions", "f(); function f() { return 42 }"],
    ["a loop's last value", "let n = 0; for (let i = 0; i < 42; i++) n += 1;"],
    ["const result", "const result = 42;\nconsole.log('done')"],
    ["let result, changed later", "let result = 0; for (let i = 0; i < 42; i++) result++; 'other'"],
    ["var result in a block", "if (true) { var result = 42 } 'other'"],
    ["a destructured result", "const { a: result } = { a: 42 }; 'other'"],
    ["assigning result", "result = 42; 'other'"],
    ["assigning result in a block, in strict mode", "'use strict'; if (true) { result = 42 } 'other'"],
    [
      "assigning result beside a loop that has its own",
      "result = 42; for (let i = 0; i < 2; i++) { let result = i }",
    ],
    ["assigning result in a pattern, in strict mode", "'use strict'; [result] = [42]; 'other'"],
    ["assigning result before a loop over its own", "result = 42; for (const result of [1, 2]) result;"],
    [
      "let result, set by a promise's continuation",
      "let result; Promise.resolve(42).then((n) => { result = n })",
    ],
    [
      "let result, set after it was awaited",
      "let result = 0; await 1; (async () => { await 0; result = 42 })()",
    ],
    ["a promise as result", "const result = Promise.resolve(42)"],
    ["a loop over result", "for (result of [1, 42]);"],
    ["a top-level return", "return 42"],
    ["a return in a branch", "for (const n of [1, 42]) { if (n > 1) return n } return 0"],
    ["a return in typed code", "const n: number = 42; return n as number"],
    ["export default", "export default 42"],
    ["export default before other code", "export default { n: 42 }.n\nconsole.log([1])"],
    ["export default of a result", "const result = 42; export default result;"],
    [
      "await in what a class extends and in its keys",
      "class A extends (await Object) { [await 'a'] = 42 } new A().a",
    ],
    ["top-level await", "await Promise.resolve(42)"],
    ["an async main", "async function main() { return 42 }\nmain()"],
    ["TypeScript", "interface P { n: number }\nconst p: P = { n: 42 };\np.n satisfies number"],
    ["a hashbang, a byte order mark and CRLF", "\ufeff#!/usr/bin/env node\r\nconst a = 42\r\na\r\n"],
  ];
  it.each(ways)("%s", async (_name, code) => {
    expect(await answer(code)).toBe(42);
  });

  it("a named default function or class", async () => {
    expect(await answer("export default function twice(n) { return n * 2 }")).toMatchObject({
      $: "function",
      name: "twice",
    });
    expect(await answer("export default class Box {}")).toMatchObject({
      $: "function",
      name: "Box",
      kind: "class",
    });
    expect(await answer("export default function () {}\n[1].map(String)")).toMatchObject({ $: "function" });
  });

  it("a result of its own in a block is not the answer", async () => {
    expect(await answer("{ let result = 1; result = 2 } 42")).toBe(42);
    expect(await answer("function f() { const result = 1; return result } f() + 41")).toBe(42);
    expect(await answer("try { throw 1 } catch (result) { result = 5 } 42")).toBe(42);
    expect(await answer("{ class result {} result = 5 } 42")).toBe(42);
  });

  it("a function or class named result is the answer only when something is assigned to it", async () => {
    expect(await answer("function result() { return 42 }\nresult()")).toBe(42);
    expect(await answer("function result() { return 1 }\nresult = 42; 'other'")).toBe(42);
    expect(await answer("class result {}\nresult = 42; 'other'")).toBe(42);
  });
});

describe("what runs", () => {
  it("has no comments, and everything else where it was written", async () => {
    expect(await codeOf("1 /* two\nlines */ + 2 // end")).toBe("1       \n         + 2       ");
    expect(await codeOf("'/* no */' + `// ${1 /* yes */} // no` + /[/*]/.source")).toBe(
      "'/* no */' + `// ${1          } // no` + /[/*]/.source",
    );
    expect(await codeOf("const a: number = 1; a")).toBe("const a         = 1; a");
  });

  it("is bound to its SHA-256 and cannot be changed", async () => {
    const prepared = await sandbox.prepare("abc = 1");
    if (!prepared.ok) throw new Error("did not parse");
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(prepared.program.code));
    expect(prepared.program.sha256).toBe(Buffer.from(bytes).toString("hex"));
    expect(Object.isFrozen(prepared.program)).toBe(true);
    expect(prepared.program.written).toBe("abc = 1");
  });
});

describe("what cannot be read", () => {
  it("is told with the line and column as written", async () => {
    expect(await errorOf("const a = 1;\nlet b = ;")).toEqual({
      name: "SyntaxError",
      message: "Unexpected token",
      line: 2,
      column: 9,
      stack: null,
    });
    expect(await errorOf("let a; let a")).toMatchObject({ line: 1, column: 12 });
  });

  it("is told apart from TypeScript of which more than the types would be lost", async () => {
    for (const code of [
      "const x: number = 4; enum A { B }; x",
      "class P { constructor(private n: number) {} }",
    ])
      expect(await errorOf(code)).toMatchObject({
        name: "SyntaxError",
        message: expect.stringContaining("more than types"),
        line: null,
      });
  });

  it.each(["(", "[", "{", "!", "a=>", "`${", "1+", "if(1)"])(
    "is nested too deeply by many %s",
    async (level) => {
      expect(await errorOf(level.repeat(Math.floor(60_000 / level.length)))).toMatchObject({
        name: "SyntaxError",
        message: expect.stringContaining("Not enough stack space"),
      });
    },
  );

  it("is text with half of a surrogate pair, which no UTF-8 can tell from another", async () => {
    expect(await errorOf("1;\n'a\ud800'")).toMatchObject({
      message: expect.stringContaining("write it as an escape"),
      line: 2,
      column: 3,
    });
    expect(await answer("'\\ud800' + '\ud83d\ude00'")).toBe("\ud800\ud83d\ude00");
  });

  it("is refused if it is a module", async () => {
    for (const code of [
      "import fs from 'fs'",
      "export const a = 1",
      "export * from 'a'",
      "1;\nexport { a }; var a",
      "{ import fs from 'fs' }",
      "function f() { export default 1 }",
    ])
      expect((await errorOf(code))?.message).toMatch(/Modules are not available/);
  });

  it("is named when it is another language", async () => {
    expect((await errorOf("def f(x):\n    return x"))?.message).toMatch(/Python/);
    expect((await errorOf("import math\nprint(math.pi)"))?.message).toMatch(/Python/);
    expect((await errorOf("squares = [n * n for n in range(3)]"))?.message).toMatch(/Python/);
    expect((await errorOf("```js\n1 + 1\n```"))?.message).toMatch(/fence/);
    expect((await errorOf("<!doctype html><p>hi"))?.message).toMatch(/HTML/);
    expect((await errorOf("const App = () => <div>hi</div>"))?.message).toMatch(/JSX/);
    expect((await errorOf('{"a": 1, "b": 2}'))?.message).toMatch(/JSON/);
  });
});
