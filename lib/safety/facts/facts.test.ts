import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, read, tell } = readForTest();
afterAll(() => reader.close());

/** A zero width joiner, which nobody would see here. */
const joiner = "\u200d";

describe("the facts of a program", () => {
  it("name what it takes from the guest, sorted and each once", async () => {
    const facts = await read("const m = new Map(); display(Math.max(Math.min(1, 2), m.size));");
    expect(facts).toEqual({ globals: ["Map", "Math", "display"], findings: [] });
  });

  it("stand in the order of the program, with their lines", async () => {
    expect(await tell('eval("1");\nprocess.exit();\nwhile (true) {}\n"x".repeat(1e9);')).toEqual([
      "exit: line 1: uses eval",
      "foreign-name: line 2: names process, which the sandbox does not have",
      "unbounded-loop: line 3: while (true) without a way out",
      "large-allocation: line 4: asks for 1.0e9 characters of a text",
    ]);
  });

  it("are twenty at most, and no heap of small ones pushes out another kind", async () => {
    const names = Array.from({ length: 300 }, (_, i) => `foreign${i};`).join("\n");
    const findings = await tell(`${names}\nvar a${joiner}b = 1; eval(atob("MQ=="));`);
    expect(findings).toHaveLength(20);
    expect(findings.slice(-3)).toEqual([
      "hidden-characters: line 301: the hidden character U+200D (zero width joiner) outside every text",
      "decoded-code: line 301: runs text as code that it decodes first",
      "exit: line 301: uses eval",
    ]);
  });

  it("hold of a foreign name no more than its first forty characters, and nothing that is not seen", async () => {
    const long = `dear${joiner}${"o".repeat(100)}`;
    const [finding] = (await read(`${long}();`)).findings.filter(({ kind }) => kind === "foreign-name");
    expect(finding?.text).toBe(
      `line 1: names dear[U+200D]${"o".repeat(27)}…, which the sandbox does not have`,
    );
  });

  it.each([
    ["is none", "const = 1"],
    ["is a module", 'import fs from "node:fs";'],
  ])("are not told of a program that %s", async (_, code) => {
    expect((await reader.read(code)).status).toBe("unreadable");
  });

  it.each([
    ["foreign-name", "process", "process.exit(1);"],
    ["foreign-name", "require", 'const fs = require("node:fs");'],
    ["foreign-name", "process", "typeof process;"],
    ["foreign-name", "process", "{ const process = 1; } process.env;"],
    ["foreign-name", "process", "const o = { [process.pid]: 1 };"],
    ["foreign-name", "total", "total = 0;"],
    ["exit", "constructor", "({}).constructor;"],
    ["exit", "constructor", "const { constructor: c } = {};"],
    ["exit", "constructor", "({}).\\u0063onstructor;"],
    ["exit", "constructor", '({})["con" + "structor"];'],
    ["exit", "constructor", '({})[["con", "structor"].join("")];'],
    ["exit", "constructor", "class A { static constructor() {} }"],
    ["exit", "__proto__", "const o = { __proto__: null };"],
    ["exit", "eval", '(0, eval)("1");'],
    ["exit", "eval", "class A { eval() {} } const g = globalThis; g.eval('1');"],
    ["exit", "eval", "class A { eval() {} } this.eval('1');"],
    ["exit", "eval", "const { eval: run } = globalThis;"],
    ["exit", "eval", "const o = { eval };"],
    ["exit", "Function", 'new Function("x", "return x * 2");'],
    ["exit", "import()", 'const fs = await import("node:fs");'],
    ["exit", "import.meta", "import.meta.url;"],
  ])("tell, as %s, of %s in %s", async (kind, word, code) => {
    const findings = (await read(code)).findings.filter((finding) => finding.kind === kind);
    expect(findings.map(({ text }) => text)).toEqual([expect.stringContaining(word)]);
  });

  it("know a program's own names where it calls eval", async () => {
    const code = "function f(text) { const total = 1; eval(text); return total; } f('1');";
    expect(await tell(code)).toEqual(["exit: line 1: uses eval"]);
  });

  it.each([
    ["a class with a constructor", "class Point { constructor(x) { this.x = x; } } new Point(1).x;"],
    ["a process of its own", "const process = { run() {} }; process.run();"],
    [
      "an eval of its own",
      "class Sum { constructor(a) { this.a = a; } eval() { return this.a.eval() + 1; } } const s = new Sum({ eval: () => 1 }); s.eval();",
    ],
    ["an answer it never declared", "result = 1;"],
    ["a private field of that name", "class A { #constructorOf = 1; get() { return this.#constructorOf; } }"],
    ["the words in a text", "const s = 'process.env and a constructor'; s;"],
  ])("tell nothing of %s", async (_, code) => {
    expect(await tell(code)).toEqual([]);
  });
});
