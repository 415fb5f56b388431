import { type Attack, attack, completed, failed } from "./attack.ts";

/** Text that burdens the host's own parser: it runs on no thread of the sandbox and under none of its deadlines. */
const texts: Attack[] = [
  {
    name: "sixty thousand labels",
    program: `${Array.from({ length: 8000 }, (_, i) => `l${i}:`).join("")}1`,
    ends: failed("SyntaxError"),
  },
  {
    name: "a regular expression literal with ten thousand groups",
    program: `/${"(".repeat(10_000)}${")".repeat(10_000)}/`,
    ends: failed("SyntaxError"),
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
    program: `var exported${"_".repeat(20_000)}; export default 5`,
    ends: completed(5),
  },
  {
    name: "nested arrows whose parameters may be types",
    program: `let y: number = ${"a ? (b) : c => ".repeat(20)}1${": 3".repeat(20)}`,
    ends: [completed({ $: "undefined" }), failed("SyntaxError"), failed("ReferenceError")],
  },
  {
    name: "a Python loop behind two hundred blank lines",
    program: `${"\n".repeat(200)}for ${"x in :".repeat(50)} @`,
    ends: failed("SyntaxError"),
  },
];

attack("Parser bombs:", [
  ...texts,
  // Last, since what it breaks stays broken.
  {
    name: "types nested eight thousand deep",
    program: `let y: ${"Array<".repeat(8000)}1${">".repeat(8000)} = 1; y`,
    ends: failed("SyntaxError"),
  },
  {
    name: "types nested eight thousand deep, and then an honest program with types",
    program: "const a: number = 1; a",
    ends: completed(1),
  },
]);
