import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import { type AnyNode, parse } from "acorn";
import { full } from "acorn-walk";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createSandbox, type Sandbox } from "#lib/sandbox";
import {
  answer,
  chain,
  completed,
  exportText,
  finished,
  plain,
  question,
  refused,
  unsafe,
} from "./chat.fixture.ts";

const run = promisify(execFile);

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = createSandbox();
  folder = await mkdtemp(join(tmpdir(), "workings-module-"));
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** The file of a chat with these runs in one answer. */
function toFile(runs: Parameters<typeof answer>[0], title = "Counting"): Promise<string> {
  return exportText(chain([question("How many?"), answer(runs)], { title }), "mjs");
}

/** What the file is made of, besides comments: the names of its functions, then what follows them. */
function readFile(file: string) {
  const tree = parse(file, { ecmaVersion: "latest", sourceType: "module", allowHashBang: false });
  return tree.body.map((node) => (node.type === "FunctionDeclaration" ? node.id.name : node.type));
}

function frame(...functions: string[]): string[] {
  return ["ExpressionStatement", ...functions, "IfStatement"];
}

/** Every name in a file that stands outside of its functions. */
function readOuterNames(file: string): Set<string> {
  const names = new Set<string>();
  const { body } = parse(file, { ecmaVersion: "latest", sourceType: "module" });
  for (const node of body)
    if (node.type !== "FunctionDeclaration")
      full(node, (inner: AnyNode) => {
        if (inner.type === "Identifier") names.add(inner.name);
      });
  return names;
}

/** Runs the programs in the sandbox, then from the exported file in Node; both results as Node prints values. */
async function compare(codes: string[]) {
  const runs: Parameters<typeof answer>[0] = [];
  for (const code of codes) {
    const prepared = await sandbox.prepare(code);
    if (!prepared.ok) throw new Error(`No program: ${code}`);
    runs.push(["Compare", finished(prepared.program, await sandbox.run(prepared.program))]);
  }
  const path = join(folder, "compare.mjs");
  const file = await toFile(runs);
  await writeFile(path, file);
  const printed: string[] = [];
  for (const number of codes.keys()) {
    const { stdout } = await run(process.execPath, [path, String(number + 1)]);
    printed.push(stdout.trimEnd());
  }
  const recorded = file.matchAll(/^\/\/ Result: .*\n((?:\/\/ {3}.*\n)*)/gm);
  return { printed, recorded: [...recorded].map(([, text]) => text?.replace(/^\/\/ {3}/gm, "").trimEnd()) };
}

describe("a chat's programs as a module", () => {
  it("warns in its first line that there is no sandbox", async () => {
    const file = await toFile([["Add", finished(plain("1 + 1"), completed(2))]]);
    expect(file).toMatch(/^\/\/ WARNING: this file runs WITHOUT the sandbox/);
  });

  it("says each program's title, verdict and recorded result above it", async () => {
    const file = await toFile([["Add up", finished(plain("1 + 1"), completed({ sum: 2 }))]]);
    expect(file).toContain(`// —— 1. Add up
// Verdict: Safe. It only counts. (reviewer-1)
// Result: Completed in 3 ms.
//   { sum: 2 }
async function run1() {
  return 1 + 1
}`);
  });

  it("does in Node what the programs did in the sandbox, however they gave their answers", async () => {
    const { printed, recorded } = await compare([
      "const result = 6 * 7;",
      "let count = 0; // counted\nfor (const letter of 'mississippi') if (letter === 's') count += 1;\ncount",
      "const sizes: number[] = [1, 2];\nconst result: number = sizes.length;",
      "for (i = 0; i < 4; i++) total = i;\nresult = total",
      "return 'early'; // said",
      "const x = await Promise.resolve(3);\nreturn x + 1",
      "(async () => {\n  return 9;\n})();",
      "let result;\nsetTimeout(() => { result = 'later' }, 1);",
      "async function main() { await null; result = 4 }\nlet result;\nmain();",
      "export default { a: 1 }",
      "if (Math.PI > 3) { 'yes' } else { 'no' }",
      "1; for (const x of [1, 2]) if (x === 1) x",
      "outer: for (const a of [1, 2]) for (const b of [3, 4]) { if (b === 4) continue outer; a * b }",
      "try { JSON.parse('{') } catch (error) { error.name } finally { 0 }",
      "switch (2) { case 1: 'a'; break; case 2: 'b', 'c'; break }",
      "{ 1; } var after = 2; {}",
      "main(); function main() { return 'hoisted' }",
      "eval('1'); for (const x of [1, 2]) total = x; { total }",
      "const text = `a\n  b`; text",
      "#!/usr/bin/env node\n3 <!-- x\n",
      "",
    ]);
    expect(printed).toEqual(recorded);
    expect(printed.slice(0, 9)).toEqual(["42", "4", "2", "3", "'early'", "4", "9", "'later'", "4"]);
  });

  it("keeps programs that only sloppy code allows", async () => {
    const { printed, recorded } = await compare(["with ({ q: 2 }) { q + 1 }", "var eight = 010;\neight"]);
    expect(printed).toEqual(["3", "8"]);
    expect(printed).toEqual(recorded);
  });

  it("has the comments that were written", async () => {
    const prepared = await sandbox.prepare("// first\nconst result = 1; /* last */");
    if (!prepared.ok) throw new Error("No program.");
    const file = await toFile([["Add", finished(prepared.program, completed(1))]]);
    expect(file).toContain("  // first\n  const result = 1; /* last */\n  return result;\n");
  });

  it("lists its programs without being told a number, and runs none", async () => {
    const path = join(folder, "list.mjs");
    const noise = finished(plain("console.log('ran')"), completed({ $: "undefined" }));
    await writeFile(
      path,
      await toFile([
        ["Make noise", noise],
        ["List files", refused("ls()")],
      ]),
    );
    const { stdout } = await run(process.execPath, [path]);
    expect(stdout).toBe("1  Make noise\n2  List files (to be read only)\n");
  });

  it.each(["0", "3", "x", "1.5", "__proto__"])("says that it has no program %s", async (wanted) => {
    const path = join(folder, "none.mjs");
    await writeFile(path, await toFile([["Add", finished(plain("1 + 1"), completed(2))]]));
    const failed = await run(process.execPath, [path, wanted]).catch((error) => error);
    expect(failed).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `There is no program ${wanted} in this file.\n`,
    });
  });

  it("runs nothing when another program imports it", async () => {
    const path = join(folder, "imported.mjs");
    await writeFile(path, await toFile([["Shout", finished(plain("console.log('ran')"), completed(null))]]));
    const { stdout } = await run(process.execPath, [
      "--input-type=module",
      "-e",
      `await import(${inspect(path)})`,
      "1",
    ]);
    expect(stdout).toBe("");
  });

  it.each([
    ["a refused program", refused("first();\u2028evil() /* */\r--> evil()")],
    ["one that a later review found unsafe", finished(plain("evil()"), completed(1), [unsafe])],
    ["one whose review was under way", { status: "reviewing" as const, program: plain("evil()") }],
    [
      "one that nobody looked at",
      { status: "withheld" as const, program: { written: "evil()", code: null, sha256: null }, refusals: 3 },
    ],
  ])("has %s as comments only", async (_, execution) => {
    const file = await toFile([["Refused", execution]]);
    expect(readFile(file)).toEqual(frame());
    expect(file).toContain("evil()");
    expect(readOuterNames(file)).not.toContain("evil");
  });

  it("has what was imported and nobody vouches for as comments only, whatever its verdict says", async () => {
    const tree = chain([question("How many?"), answer([["Add", finished(plain("evil()"), completed(2))]])]);
    for (const message of tree.messages) message.unverified = true;
    const file = await exportText(tree, "mjs");
    expect(readFile(file)).toEqual(frame());
    expect(file).toContain("// Imported, not verified: nobody here vouches for what follows.\n");
  });

  it.each([
    "}\nevil();\nasync function other() {",
    "1 })(); evil(); (() => {",
    "(()=>{\n}\nevil();\n{\n})()",
    "await(async()=>{\n})();evil();(async()=>{\n})()",
    "`",
    "/*",
    "import evil from 'evil'",
    "export { evil }",
  ])("lets no text leave its function: %j", async (code) => {
    const file = await toFile([["Break out", finished(plain(code), completed(1))]]);
    expect(readOuterNames(file)).not.toContain("evil");
    expect(readFile(file).filter((name) => !/^run1$/.test(name))).toEqual(frame());
  });

  const pieces = [
    ...[
      "*/",
      "/*",
      "//",
      "-->",
      "<!--",
      "#!",
      "//# sourceMappingURL=x",
      "'",
      '"',
      "`",
      "${",
      "\\",
      "</script>",
    ],
    ...["\n", "\r", "\u2028", "\u2029", "\0", "\ud800", "\u202e", "\ufeff", " ", "\t", "é", "𝒳"],
    ...[
      "{",
      "}",
      "(",
      ")",
      "[",
      "]",
      ";",
      ",",
      ":",
      "=",
      "=>",
      "1",
      "evil()",
      "evil",
      "result",
      "answer",
      "x",
    ],
    ...[
      "return ",
      "await ",
      "async ",
      "function ",
      "class A ",
      "let ",
      "var ",
      "export default ",
      "import ",
      "if (1) ",
    ],
    ...[
      "else ",
      "for (;0;) ",
      "do ",
      "while (0)",
      "try ",
      "catch ",
      "finally ",
      "switch (1)",
      "case 1:",
      "break",
      "with (a) ",
    ],
  ];
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((texts) => texts.join(""));
  const numRuns = inject("long") ? 100_000 : 2_000;

  it("is a module of one frame whatever programs, titles, verdicts and results say", async () => {
    const property = fc.asyncProperty(
      hostile,
      hostile,
      hostile,
      hostile,
      async (code, title, text, reason) => {
        const allowed = finished(plain(code), completed(text));
        const doubted = finished(plain(text), { ...completed(1) }, [{ ...unsafe, reason }]);
        const file = await toFile(
          [
            [title, allowed],
            [text, refused(code)],
            [code, doubted],
          ],
          title,
        );
        expect(readFile(file).filter((name) => name !== "run1")).toEqual(frame());
        expect(readOuterNames(file)).not.toContain("evil");
      },
    );
    await fc.assert(property, { numRuns });
  });

  it("is one with every program that the sandbox would run, too", async () => {
    const property = fc.asyncProperty(hostile, async (code) => {
      const prepared = await sandbox.prepare(code);
      if (!prepared.ok) return;
      const file = await toFile([["Run", finished(prepared.program, completed(1))]]);
      expect(readFile(file).filter((name) => name !== "run1")).toEqual(frame());
      expect(readOuterNames(file)).not.toContain("evil");
    });
    await fc.assert(property, { numRuns });
  });
});
