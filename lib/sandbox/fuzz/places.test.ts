// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are quoted here.
import fc from "fast-check";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { settings } from "./settings.ts";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function errorOf(code: string) {
  const prepared = await sandbox.prepare(code);
  const result = prepared.ok ? await sandbox.run(prepared.program) : prepared.result;
  if (result.status !== "failed") throw new Error(`not failed: ${JSON.stringify(result)}`);
  return result.error;
}

/** Lines before the one that throws: all that makes counting lines and columns hard, and nothing that throws itself. */
const filler = fc.constantFrom(
  "",
  "   ",
  "// é😀 comment",
  "/* a comment\n   over two\r\n lines */",
  "void 'é😀';",
  "void `a\n${1 /* inner */}\r\nb`;",
  "function later() { return null.x }",
  "if (true) { void 0 } else { void 1 }",
  "void /[/*]\\//u.test('/*');",
  "void 'a\\\nb';",
  "\t\t{ let a = 1 }",
);

/** Ways to throw: where in the line the engine says it happened, in UTF-16 units after its beginning. */
const throwing = fc.constantFrom(
  { text: 'throw new RangeError("here")', at: "throw new RangeError".length },
  { text: "null.x", at: "null".length },
  { text: "/* 😀 */ missing", at: "/* 😀 */ ".length },
  { text: "'é😀'; null.x", at: "'é😀'; null".length },
  { text: "((a) => a.b.c)({})", at: "((a) => a.b".length },
  { text: "/* long */ [1].map((n) => n.x.y)", at: "/* long */ [1].map((n) => n.x".length },
);

/** What makes `prepare` change the text around the program. */
const frames = [
  { before: "", after: "" },
  { before: "\ufeff#!/usr/bin/env node\n", after: "" },
  { before: "const typed: number = 1;\n", after: "" },
  { before: "await 1;\r\n", after: "" },
  { before: "const result = 1;\n", after: "" },
  { before: "", after: "\nexport default 5" },
  { before: "export default 5;\n", after: "" },
  { before: "'use strict'; result = 5; ", after: "" },
  { before: "async function main() {\n", after: "\n}\nawait main()" },
];
/** With a top-level `return`, for which `prepare` puts a function around it. */
const returning = [
  { before: "if (!globalThis) return 1;\n", after: "\nreturn 2" },
  { before: "await null; ", after: "\nreturn 2" },
  { before: "return (() => {\n", after: "\n})()" },
];

const indent = fc.constantFrom("", "  ", "\t", "void 0; ");
const programs = (around: typeof frames) =>
  fc
    .tuple(
      fc.constantFrom(...around),
      fc.array(filler, { maxLength: 6 }),
      fc.constantFrom("\n", "\r\n"),
      indent,
      throwing,
    )
    .map(([{ before, after }, lines, end, space, { text, at }]) => {
      const start = before + lines.map((line) => line + end).join("") + space;
      const code = `${start}${text};${after}`;
      // A byte order mark is no part of the first line.
      const above = `${start.replace("\ufeff", "")}${text.slice(0, at)}`.split(/\r\n|[\n\r\u2028\u2029]/);
      const lineCount = code.split(/\r\n|[\n\r\u2028\u2029]/).length;
      return { code, lineCount, line: above.length, column: (above.at(-1)?.length ?? 0) + 1 };
    });

describe("wherever a program throws", () => {
  it("the error has the line and column of the program as written", async () => {
    const property = fc.asyncProperty(programs([...frames, ...returning]), async ({ code, line, column }) => {
      const error = await errorOf(code);
      expect({ line: error.line, column: error.column }).toEqual({ line, column });
    });
    await fc.assert(property, settings(inject("long") ? 10_000 : 200));
  });

  const framesLieWithin = (around: typeof frames) =>
    fc.asyncProperty(programs(around), async ({ code, lineCount }) => {
      const { stack } = await errorOf(code);
      const lines = [...(stack ?? "").matchAll(/\((\d+):\d+\)$/gm)].map(([, line]) => Number(line));
      expect(lines.filter((line) => line < 1 || line > lineCount)).toEqual([]);
    });

  it("no frame of its stack lies outside the program", async () => {
    await fc.assert(framesLieWithin(frames), settings(inject("long") ? 10_000 : 100));
  });

  // The call of the function around the program is told as a frame on the line after its last.
  it("no frame of its stack lies outside a program that returns", async () => {
    await fc.assert(framesLieWithin(returning), settings(100));
  });
});
