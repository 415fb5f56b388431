import fc from "fast-check";

/** One change of a program's text; where, as fractions of its length, so that every program can take it. */
interface Edit {
  kind: "delete" | "duplicate" | "swap" | "splice" | "insert";
  from: number;
  /** In UTF-16 units. */
  length: number;
  to: number;
  /** The program that a splice takes its piece from. */
  other: number;
  inserted: string;
}

const pieces = [
  ..."(){}[];,.:?!=<>+-*/%&|^~'\"`\\#@$_0189aeZ \n\r\t",
  ...[
    "\0",
    "\ud800",
    "\udfff",
    "\u2028",
    "\ufeff",
    "é",
    "😀",
    "\u202e",
    "/*",
    "*/",
    "//",
    "=>",
    "...",
    "?.",
    "${",
    "#!",
    "<!--",
    "-->",
  ],
  ...[
    "await ",
    "yield ",
    "return ",
    "async ",
    "export default ",
    "import(",
    "let ",
    "var ",
    "const ",
    "class A{",
    "function*f(){",
  ],
  ...[
    "throw ",
    "new ",
    "delete ",
    "typeof ",
    "in ",
    "of ",
    "for(;;)",
    "while(1)",
    "try{",
    "}catch{}",
    "with({})",
    "debugger;",
    "eval(",
    "this",
  ],
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "globalThis",
    "arguments",
    "result=",
    "undefined",
    "1e999",
    "0n",
    "-0",
    "2**53",
    "'use strict';",
  ],
  ...[
    "Object.prototype.x=1;",
    "Promise.reject(1);",
    "console.log(",
    "display(",
    ".repeat(1e9)",
    "Array(1e9)",
    "/(a+)+$/.test('a'.repeat(30))",
  ],
];

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("delete", "duplicate", "swap", "splice", "insert"),
  from: fraction,
  length: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 80 })),
  to: fraction,
  other: fc.nat(),
  inserted: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 4 })),
});

/** One of the programs after some edits of its text, after which few can still be read. */
export function withTextEdited(programs: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...programs), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([program, edits]) => edits.reduce((code, change) => apply(code, change, programs), program));
}

function apply(code: string, edit: Edit, programs: readonly string[]): string {
  const from = Math.floor(edit.from * (code.length + 1));
  const to = Math.floor(edit.to * (code.length + 1));
  const piece = code.slice(from, from + edit.length);
  switch (edit.kind) {
    case "delete":
      return code.slice(0, from) + code.slice(from + edit.length);
    case "duplicate":
      return code.slice(0, to) + piece + code.slice(to);
    case "swap": {
      const [a, b] = from < to ? [from, to] : [to, from];
      const end = Math.min(a + edit.length, b);
      return (
        code.slice(0, a) +
        code.slice(b, b + edit.length) +
        code.slice(end, b) +
        code.slice(a, end) +
        code.slice(b + edit.length)
      );
    }
    case "splice": {
      const other = programs[edit.other % programs.length] as string;
      const start = Math.floor(edit.to * other.length);
      return code.slice(0, from) + other.slice(start, start + edit.length * 4) + code.slice(from);
    }
    case "insert":
      return code.slice(0, from) + edit.inserted + code.slice(from);
  }
}
