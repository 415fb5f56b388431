import { afterAll, describe, expect, it } from "vitest";
import { createFactReader, createRuleReviewer } from "#lib/safety";

const globals = ["Array", "Function", "Math", "Object", "Set", "console", "eval", "globalThis", "undefined"];
const factReader = createFactReader({ globals, report: console.error });
const review = createRuleReviewer({ factReader, name: "test rule" });
const judge = (code: string) => review({ code, sha256: "c0de" });

afterAll(() => factReader.close());

describe("the review by rule", () => {
  it("says who judged what, and that no model was asked", async () => {
    expect(await judge("const result = Math.sqrt(2);")).toEqual({
      verdict: "safe",
      category: "none",
      cause: null,
      reason: expect.any(String),
      effects: expect.any(String),
      facts: { globals: ["Math"], findings: [] },
      model: "test rule",
      policyVersion: null,
      shown: null,
      codeSha256: "c0de",
      at: expect.any(Number),
      ms: expect.any(Number),
      tokens: null,
      costUsd: 0,
      remembered: false,
      opinion: "first",
      others: [],
      totalMs: expect.any(Number),
    });
  });

  it.each([
    ["computes with the globals it was given", "console.log(new Set([1]).size); [1, 2].map((x) => x + 1);"],
    ["declares a class with a constructor", "class Point { constructor(x) { this.x = x; } } new Point(1).x;"],
    ["declares its own process", "class Process { run() {} } const process = new Process(); process.run();"],
    ["shadows a foreign name by a parameter", "function f(require) { return require(1); } f((x) => x);"],
    ["catches an error under a foreign name", "try { null.x; } catch (process) { process.message; }"],
    ["has an answer it never declared", "result = 1;"],
    ["jumps to a label", "process: for (;;) { break process; }"],
    ["has a foreign word as a property", "const o = { process: 1, require() {} }; o.process + o.fetch;"],
    ["has a foreign word in a text", "const s = 'process.env, eval(1) and a constructor'; s;"],
    ["has a foreign word in a template", "const s = `the constructor of process`; s;"],
    ["reads its arguments", "function f() { return arguments.length; } f(1);"],
    ["awaits at the top", "const result = await 1;"],
    [
      "has a private field of any name",
      "class A { #constructor2 = 1; get() { return this.#constructor2; } } new A();",
    ],
    ["uses a name before its declaration", "f(); function f() {}"],
    ["destructures under its own names", "const { a: b, ...rest } = { a: 1 }; b + rest.c;"],
  ])("lets a program pass that %s", async (_, code) => {
    expect(await judge(code)).toMatchObject({
      verdict: "safe",
      category: "none",
      cause: null,
      facts: { findings: [] },
    });
  });

  it.each([
    ["process", "process.exit(1);"],
    ["require", 'const fs = require("node:fs");'],
    ["fetch", "const page = await fetch('https://example.com');"],
    ["process", "typeof process;"],
    ["process", "const f = () => { const g = () => process; return g; }; f();"],
    ["process", "{ const process = 1; } process.env;"],
    ["process", "function f(process) {} process.env;"],
    ["module", "const { module: own = module } = {};"],
    ["process", "const o = { process };"],
    ["process", "const o = { [process.pid]: 1 };"],
    ["setTimeout", "setTimeout(() => {}, 0);"],
    ["process", "if (0) process = 0; const result = Object.entries(process.env);"],
    ["require", "const result = typeof require; require &&= 1;"],
    ["total", "total = 0; for (const x of [1]) total += x;"],
  ])("blocks a program that reaches for %s: %s", async (name, code) => {
    const outcome = await judge(code);
    expect(outcome).toMatchObject({ verdict: "unsafe", category: "host_access", cause: null });
    expect(outcome.reason).toContain(name);
    expect(outcome.facts?.findings).toEqual([
      {
        kind: "foreign-name",
        text: expect.stringContaining(`names ${name}, which the sandbox does not have`),
      },
    ]);
  });

  it("gives no verdict on what it cannot read", async () => {
    expect(await judge("const = 1;")).toMatchObject({
      verdict: "unavailable",
      cause: "unreadable",
      facts: null,
    });
  });

  it.each([
    ["constructor", '({}).constructor.constructor("return this")();'],
    ["constructor", '({})["constructor"];'],
    ["constructor", "({})[`constructor`];"],
    ["constructor", "const { constructor: c } = {};"],
    ["constructor", 'const { "constructor": c } = {};'],
    ["constructor", "const { constructor } = {};"],
    ["constructor", "let c; ({ constructor: c } = {});"],
    ["constructor", "const key = 'constructor'; ({})[key];"],
    ["constructor", "({}).\\u0063onstructor;"],
    ["constructor", "class A { static constructor() {} } A?.constructor;"],
    ["__proto__", "({}).__proto__.polluted = 1;"],
    ["__proto__", "const o = { __proto__: null };"],
    ["__proto__", 'const o = { ["__proto__"]: 1 };'],
    ["eval", 'eval("1");'],
    ["eval", '(0, eval)("1");'],
    ["eval", 'globalThis.eval("1");'],
    ["Function", 'new Function("return 1")();'],
    ["Function", 'globalThis["Function"]("return 1")();'],
    ["import()", 'const fs = await import("node:fs");'],
    ["import.meta", "const result = import.meta;"],
  ])("blocks a program that uses %s: %s", async (exit, code) => {
    const outcome = await judge(code);
    expect(outcome).toMatchObject({ verdict: "unsafe", category: "sandbox_escape", cause: null });
    expect(outcome.reason).toContain(exit);
    expect(outcome.facts?.findings.map(({ text }) => text)).toContainEqual(
      expect.stringContaining(`uses ${exit}`),
    );
  });

  it("names every fact, and the first in its reason", async () => {
    const outcome = await judge("alpha(); bravo();");
    expect(outcome.facts?.findings).toHaveLength(2);
    expect(outcome.reason).toContain("alpha");
  });

  it("refuses what hides from a reader", async () => {
    expect(await judge("let a\u200db = 1; a\u200db")).toMatchObject({
      verdict: "unsafe",
      category: "obfuscation",
    });
  });

  it("gives the same verdict again when it is doubted", async () => {
    const again = await review({ code: "process.exit()", sha256: "c0de" }, { again: true });
    expect(again).toMatchObject({ verdict: "unsafe", category: "host_access", opinion: "again" });
  });

  it("takes for known only what it was given", async () => {
    const none = createFactReader({ globals: [], report: console.error });
    const strict = createRuleReviewer({ factReader: none, name: "test rule" });
    expect(await strict({ code: "Math.sqrt(2);", sha256: "c0de" })).toMatchObject({ verdict: "unsafe" });
  });
});
