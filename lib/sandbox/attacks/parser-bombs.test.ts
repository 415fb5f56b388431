import { expect } from "vitest";
import { type Attack, attack, completed, failed } from "./attack.ts";

const broken = failed("SyntaxError", expect.stringMatching(/^This program broke the parser/));
const tooSlow = failed("SyntaxError", expect.stringMatching(/longer than 2 seconds; write it more simply/));

/** Text that burdens the parsers in front of the engine. */
const texts: Attack[] = [
  {
    name: "sixty thousand labels",
    program: `${Array.from({ length: 8000 }, (_, i) => `l${i}:`).join("")}1`,
    ends: failed("SyntaxError"),
  },
  {
    name: "a regular expression literal with ten thousand groups",
    program: `/${"(".repeat(10_000)}${")".repeat(10_000)}/`,
    ends: broken,
  },
  {
    name: "a regular expression literal with ten thousand names",
    program: `/${Array.from({ length: 5000 }, (_, i) => `(?<a${i}>)`).join("")}/.source.length`,
    ends: failed("SyntaxError"),
  },
  {
    name: "thirty thousand declarations of one name",
    program: `${"var a;".repeat(10_000)}1`,
    ends: completed(1),
  },
  {
    name: "a declaration of twenty thousand names",
    program: `let ${Array.from({ length: 8000 }, (_, i) => `a${i}`).join()}; 1`,
    ends: completed(1),
  },
  {
    name: "a destructuring pattern of ten thousand levels",
    program: `const ${"[".repeat(10_000)}a${"]".repeat(10_000)} = []`,
    ends: failed("SyntaxError"),
  },
  { name: "sixty thousand comments", program: `${"/**/".repeat(15_000)}1`, ends: completed(1) },
  {
    name: "a name longer than sixty thousand characters",
    program: `var ${"a".repeat(60_000)} = 1; 2`,
    ends: completed(2),
  },
  {
    name: "an export default beside every name it might take",
    program: `var exported${"_".repeat(60_000)}; export default 5`,
    ends: completed(5),
  },
  {
    name: "nested arrows whose parameters may be types",
    program: `let y: number = ${"a ? (b) : c => ".repeat(20)}1${": 3".repeat(20)}`,
    ends: [completed({ $: "undefined" }), failed("SyntaxError"), failed("ReferenceError")],
  },
  {
    name: "a Python loop without end behind thirty thousand blank lines",
    program: `${"\n".repeat(30_000)}for ${"x in :".repeat(5000)} @`,
    ends: failed("SyntaxError", "Unexpected token"),
  },
  {
    name: "a Python function with sixty thousand parentheses",
    program: `def a(${")".repeat(60_000)} @`,
    ends: failed("SyntaxError", "Unexpected token"),
  },
  {
    name: "sixty thousand lines of nothing",
    program: `${"\n".repeat(60_000)}@`,
    ends: failed("SyntaxError", "Unexpected character '@'"),
  },
  {
    name: "sixty thousand carriage returns",
    program: `${"\r".repeat(60_000)}@`,
    ends: failed("SyntaxError", "Unexpected character '@'"),
  },
  {
    name: "sixty thousand spaces before an element",
    program: `return (${" ".repeat(60_000)}<a`,
    ends: failed("SyntaxError"),
  },
  { name: "twenty thousand closing tags", program: `${"</a".repeat(20_000)} @`, ends: failed("SyntaxError") },
  {
    name: "fifteen hundred labels of one name",
    program: `${"a:".repeat(1500)}1`,
    ends: failed(
      "SyntaxError",
      expect.stringMatching(/^(Label 'a' is already declared|.* longer than 2 seconds)/),
    ),
  },
  { name: "seven thousand enums", program: `${"enum A{}".repeat(7500)}1`, ends: tooSlow },
  {
    name: "seven thousand types that are never closed",
    program: `enum E{${"of abstract ".repeat(5000)}`,
    ends: tooSlow,
  },
  {
    name: "an export default within a branch",
    program: "if (false) export default 5",
    ends: failed("SyntaxError", expect.stringMatching(/^Modules are not available/)),
  },
];

/** Nested too deeply for the parser of JavaScript, or for that of types. */
const nests: [name: string, open: string, close: string][] = [
  ["parentheses", "(", ")"],
  ["arrays", "[", "]"],
  ["objects", "({a:", "})"],
  ["arrow functions in parentheses", "(a=>", ")"],
  ["arrow functions", "x=>", ""],
  ["index expressions", "a[", "]"],
];

/** What is no JavaScript, so that the parser of types reads it whole. */
const typed = nests.map(
  ([name, open, close]): Attack => ({
    name: `a number with a type, in five thousand ${name}`,
    program: `let y: number = ${open.repeat(5000)}1${close.repeat(5000)}`,
    ends: broken,
  }),
);

attack("Parser bombs:", [
  ...texts,
  ...nests.map(
    ([name, open, close]): Attack => ({
      name: `fifteen hundred ${name}`,
      program: open.repeat(1500) + 1 + close.repeat(1500),
      ends: failed("SyntaxError", "Not enough stack space to parse input"),
    }),
  ),
  ...typed,
  {
    name: "types nested eight thousand deep",
    program: `let y: ${"Array<".repeat(8000)}1${">".repeat(8000)} = 1; y`,
    ends: broken,
  },
  {
    name: "types nested eight thousand deep, and then an honest program with types",
    program: "const a: number = 1; a",
    ends: completed(1),
  },
]);
