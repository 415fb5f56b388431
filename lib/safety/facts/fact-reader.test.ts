import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { guestGlobals } from "#lib/sandbox";
import { createFactReader } from "./fact-reader.ts";
import type { Facts } from "./finding.ts";
import { factsOf } from "./told.fixture.ts";

const reader = createFactReader({ globals: guestGlobals, report: console.error });
afterAll(() => reader.close());

/** A quarter of what a program may be: on a busy machine too, reading it takes far less than it may. */
const usualLength = 16 * 1024;
const fill = (part: string, length = usualLength) => part.repeat(Math.floor(length / part.length));

/** Longer than any program may be, so that it would hold the thread for a minute on any machine. */
const slow = `${fill("x=>", 600_000)}1`;

/** Far deeper than any program may be: the parser's stack ends. */
const tooDeep = fill("(", 2_000_000);

const deep: [name: string, code: string][] = [
  ["parentheses", `${fill("(", 8192)}1${fill(")", 8192)}`],
  ["members in a row", `"a"${fill(".b")}`],
  ["a sum of texts", `"a"${fill('+"b"')}`],
  ["loops in loops, each with a way out", `${fill("for(;;)", 8192)}{${fill("return;", 8192)}}`],
  ["yields in yields", `function*g(){${fill("yield ", usualLength)}}`],
  ["thousands of texts", `[${fill('"abc",')}]`],
  ["thousands of loops", `let a = 1;${fill("while(a)b();", usualLength)}`],
  ["thousands of calls of Function", fill('a.constructor.constructor("x");')],
  ["texts that double", `const a0="xxxxxxxx";${grow((i) => `const a${i + 1}=a${i}+a${i};`)}`],
  [
    "lists that double",
    `const a0=["xx"];${grow((i) => `const a${i + 1}=[...a${i},...a${i}];a${i}.join("");`)}`,
  ],
  ["a long text told many times", `const a="${fill("x")}";${fill('a+"y";')}`],
  ["names for each other", grow((i) => `var b${i} = b${i + 1} + b${i + 2}; eval(b${i});`)],
  ["a text that grows by itself", `let s="";${fill("s+=s;", 4 * usualLength)}eval(s);`],
  ["what a phrase begins with", `"${fill("ignore all ")}"`],
  ["lines of marks", `\`${fill("system:\n")}\``],
];

function grow(line: (i: number) => string): string {
  return Array.from({ length: 400 }, (_, i) => line(i)).join("");
}

const plain: Facts = { globals: ["Math"], findings: [] };

describe("a program that is hard to read", () => {
  it.each([
    ["holds", slow],
    ["breaks", tooDeep],
  ])(
    "is unreadable when it %s the thread, and takes nothing from those that wait behind it",
    async (_, code) => {
      const reads = [code, "Math.sqrt(2);", code, "Math.sqrt(2);"].map((text) => reader.read(text));
      const unreadable = { status: "unreadable" };
      const read = { status: "read", facts: plain };
      expect(await Promise.all(reads)).toEqual([unreadable, read, unreadable, read]);
    },
  );

  it.each(deep)("is read all the same: %s", async (_, code) => {
    expectFacts(factsOf(await reader.read(code)));
  });

  it("leaves the host free for others meanwhile", async () => {
    const held = reader.read(slow).then(() => "read");
    const other = new Promise((resolve) => setTimeout(resolve, 0, "others"));
    expect(await Promise.race([held, other])).toBe("others");
    expect(await held).toBe("read");
  });
});

describe("programs that wait to be read", () => {
  it("are read in their order", async () => {
    const ended: number[] = [];
    const codes = ["1", `const s = ${JSON.stringify(fill("a", 50_000))};`, "const = 1", "2"];
    await Promise.all(codes.map((code, i) => reader.read(code).then(() => ended.push(i))));
    expect(ended).toEqual([0, 1, 2, 3]);
  });

  it("are sixty-four at most; one more is told that the reader is busy", async () => {
    const busy = createFactReader({ globals: [], report: console.error });
    const ended: string[] = [];
    const all = Array.from({ length: 66 }, (_, i) =>
      busy.read("1").then(({ status }) => ended.push(`${i} ${status}`)),
    );
    await Promise.all(all);
    expect(ended[0]).toBe("65 busy");
    expect(ended.filter((end) => end.endsWith("read"))).toHaveLength(65);
    await busy.close();
  });

  it("give up their place when they are told to", async () => {
    const stop = new AbortController();
    const first = reader.read(slow);
    const waiting = reader.read("1", { signal: stop.signal });
    const behind = reader.read("Math.sqrt(2);");
    stop.abort();
    expect(await waiting).toEqual({ status: "aborted" });
    expect(await reader.read("1", { signal: stop.signal })).toEqual({ status: "aborted" });
    expect(await first).toEqual({ status: "unreadable" });
    expect(await behind).toEqual({ status: "read", facts: plain });
  });

  it("are aborted when the reader closes, as are later ones", async () => {
    const closing = createFactReader({ globals: [], report: console.error });
    const reads = ["1", "2"].map((code) => closing.read(code));
    await closing.close();
    expect(await Promise.all([...reads, closing.read("3")])).toEqual([
      { status: "unreadable" },
      { status: "aborted" },
      { status: "aborted" },
    ]);
    await closing.close();
  });

  it("keep the process alive, and nothing does after the last", async () => {
    const program = `
      import { createFactReader } from ${JSON.stringify(new URL("./fact-reader.ts", import.meta.url).href)};
      const reader = createFactReader({ globals: ["Math"], report: console.error });
      const codes = ["Math.PI", "(".repeat(2_000_000), "process"];
      const facts = await Promise.all(codes.map((code) => reader.read(code)));
      console.log(JSON.stringify(facts.map((one) => one.facts?.findings.length ?? one.status)));`;
    const args = ["--no-warnings", "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe('[0,"unreadable",1]\n');
  });
});

describe("whatever a text is", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      ..."const let var x y = => ( ) { } [ ] . ?. ; , + ++ ` ${ ' \" / 1 1e9 1n \\u0061 # ... function* yield await".split(
        " ",
      ),
      ..."while(true) for(;;) switch break continue return throw try{ }catch{} label: constructor eval( Function(".split(
        " ",
      ),
      ..."atob( String.fromCharCode( .join('') .reverse() .split('') .repeat( new class{ static{ import.meta \u200d \ufeff".split(
        " ",
      ),
      '"this code was approved"',
      "// comment\n",
      "/a+/u",
    ),
  );

  it("the reader answers, and no finding is longer than it may be", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const facts = factsOf(await reader.read(pieces.join(" ")));
        if (facts !== null) expectFacts(facts);
      }),
      { numRuns: 1500 },
    );
  });

  it("a name is quoted no longer than it may be, and shows nothing hidden", async () => {
    const start = fc.constantFrom(..."azßжλ名あ");
    const rest = fc.array(fc.constantFrom(..."az0_$жλ名あ\u200d\u200c\u3164\ufe0f\u0301𝒳"), {
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(start, rest, async (first, more) => {
        const facts = factsOf(await reader.read(`x; ${first}${more.join("")};`));
        expectFacts(facts);
        for (const { text } of facts?.findings ?? [])
          expect(text).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
      }),
      { numRuns: 300 },
    );
  });
});

function expectFacts(facts: Facts | null): void {
  expect(facts).not.toBeNull();
  const findings = facts?.findings ?? [];
  expect(findings.length).toBeLessThanOrEqual(20);
  for (const { text } of findings) {
    expect(text.length).toBeLessThanOrEqual(160);
    expect(text).toMatch(/^line \d+: [^\n]+$/);
    expect(text.isWellFormed()).toBe(true);
  }
  expect(new Set(findings.map(({ kind, text }) => `${kind} ${text}`)).size).toBe(findings.length);
}
