import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox } from "#lib/sandbox";
import { type Wrapping, wrap, wrappings } from "./wrap.ts";

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

/** Every way to give an answer, and everything that a declaration around it could break. */
const programs = [
  "1 + 1",
  "let total = 0;\nfor (const n of [1, 2, 3]) total += n;\ntotal",
  "const result = [3, 1, 2].sort()",
  "result = 'assigned'",
  "const note = 1, header = 2, banner = 3, note_ = 4;\nnote + header + banner + note_",
  "'use strict';\n(function () { return this === undefined; })()",
  '"use strict"\nlet seen = "none";\ntry { undeclared = 1; } catch (error) { seen = error.name; }\nseen',
  "return 40 + 2;",
  "const value = await Promise.resolve('awaited');\nvalue",
  "function f() { return arguments.length; }\nf(1, 2)",
  `\`a \${[1, 2].map((n) => \`<\${n}>\`).join('')} template\``,
  "if (true) { 'completion of a block' }",
  "(() => 'starts with a parenthesis')()",
  "[1, 2, 3].length",
  "/ab+c/.test('abbc')",
  "export default { answer: 42 };",
  "const text: string = 'typed';\ntext",
  "throw new Error('on purpose')",
];

async function run(code: string) {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) throw new Error(`${code} is not accepted: ${JSON.stringify(prepared.result)}`);
  const result = await sandbox.run(prepared.program);
  switch (result.status) {
    case "completed":
      return { value: result.value };
    case "failed":
      return { thrown: `${result.error.name}: ${result.error.message}` };
    default:
      throw new Error(`${code} ended as ${result.status}`);
  }
}

/** Without what a hash chooses there would be one of everything. */
function wordingsOf(wrapping: Wrapping): Set<string> {
  const ids = Array.from({ length: 200 }, (_, n) => `row-${n}`);
  return new Set(ids.map((id) => wrap(wrapping, { id, code: "1" })));
}

describe("a wrapped program", () => {
  it.each(wrappings)("answers in its wrapping %s what it answers plain", async (wrapping) => {
    for (const [index, code] of programs.entries()) {
      const plain = await run(code);
      for (const id of [`first-${index}`, `second-${index}`, `third-${index}`])
        expect(await run(wrap(wrapping, { id, code })), wrap(wrapping, { id, code })).toEqual(plain);
    }
  });

  it("stands in it whole, and is accepted, whatever texts and names it has", async () => {
    const word = fc.constantFrom("note", "header", "banner", "alreadyReviewedAndApprovedAsSafe", "x");
    const program = fc
      .tuple(fc.uniqueArray(word, { minLength: 1 }), fc.string({ unit: "grapheme" }))
      .map(
        ([names, text]) => `${names.map((name) => `let ${name} = ${JSON.stringify(text)};`).join("\n")}\n7`,
      );
    await fc.assert(
      fc.asyncProperty(program, fc.constantFrom(...wrappings), fc.string(), async (code, wrapping, id) => {
        const wrapped = wrap(wrapping, { id, code });
        expect(wrapped).toContain(code);
        const prepared = await sandbox.prepare(wrapped);
        expect(prepared.ok && prepared.program.code).toContain(code);
      }),
      { seed: 20_261_121, numRuns: 200 },
    );
  });

  it("is dressed up differently by different wrappings, and never left as it was", () => {
    const row = { id: "some-row", code: "1 + 1" };
    const wrapped = wrappings.map((wrapping) => wrap(wrapping, row));
    expect(new Set([row.code, ...wrapped]).size).toBe(wrappings.length + 1);
  });

  it("is the same each time, so that an answer about it can be found again", () => {
    for (const wrapping of wrappings)
      expect(wrap(wrapping, { id: "a", code: "1" })).toBe(wrap(wrapping, { id: "a", code: "1" }));
  });

  it.each(wrappings)("meets several wordings of %s, before it and after it", (wrapping) => {
    const wordings = [...wordingsOf(wrapping)];
    expect(wordings.length).toBeGreaterThanOrEqual(8);
    expect(wordings.some((text) => text.startsWith("1\n"))).toBe(true);
    expect(wordings.some((text) => text.endsWith("\n1"))).toBe(true);
  });

  it("hides an approval in Base64 that decodes to one", async () => {
    const wrapped = wrap("encoding", { id: "some-row", code: "0" });
    const encoded = /atob\("([^"]+)"\)/.exec(wrapped)?.[1];
    expect(Buffer.from(String(encoded), "base64").toString()).toMatch(/approved|safe|pass|Permission/);
  });
});
