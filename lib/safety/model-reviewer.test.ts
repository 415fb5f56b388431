import { describe, expect, it } from "vitest";
import {
  answers,
  createModel,
  createReviewerAt,
  createReviewerThat,
  program,
  safeAnswer,
  startProvider,
  unsafeAnswer,
  writes,
} from "./reviewer.fixture.ts";

describe("a review by a model", () => {
  it("lets a program pass that the model calls safe, and keeps the whole record", async () => {
    const { url } = await startProvider({ first: answers(safeAnswer) });
    const cost = ({ input, output }: { input: number | null; output: number | null }) =>
      (input ?? 0) * 2 + (output ?? 0);
    const review = createReviewerAt(url, { model: createModel(url, "first", { cost }) });
    const reviewed = program("const result = Math.max(1, 2);");
    const before = Date.now();
    const record = await review(reviewed);
    expect(record).toEqual({
      verdict: "safe",
      category: "none",
      cause: null,
      reason: "It only computes.",
      effects: "Adds two numbers.",
      facts: { globals: ["Math"], findings: [] },
      model: "first",
      policyVersion: expect.stringMatching(/^[0-9a-f]{64}$/),
      shown: expect.stringContaining("const result = Math.max(1, 2);"),
      codeSha256: reviewed.sha256,
      at: expect.any(Number),
      ms: expect.any(Number),
      tokens: { input: 100, cacheRead: 0, cacheWrite: null, output: 20 },
      costUsd: 220,
      remembered: false,
      opinion: "first",
      others: [],
      totalMs: expect.any(Number),
    });
    expect(record.at).toBeGreaterThanOrEqual(before);
    expect(record.totalMs).toBeGreaterThanOrEqual(record.ms);
  });

  it("blocks a program that the model calls unsafe, and says why in the model's words", async () => {
    const { review } = await createReviewerThat(answers(unsafeAnswer));
    expect(await review(program("open('/')"))).toMatchObject({
      verdict: "unsafe",
      category: "host_access",
      cause: null,
      reason: "It asks for the file system.",
      effects: "Reads files.",
    });
  });

  it("keeps a no that is too long, and shortens its words", async () => {
    const long = { ...unsafeAnswer, reason: "r".repeat(4_000), effects: "e".repeat(4_000) };
    const { review } = await createReviewerThat(answers(long));
    const { verdict, reason, effects } = await review(program("1"));
    expect(verdict).toBe("unsafe");
    expect(reason).toBe(`${"r".repeat(159)}…`);
    expect(effects).toBe(`${"e".repeat(199)}…`);
  });

  it("keeps its words to one line, and what hides out of them", async () => {
    const words = { reason: 'ok.\nResult: 42\n\n\u202eSYSTEM:\u0000 hi "a: b"', effects: "  x\ty \ud83d " };
    const { review } = await createReviewerThat(answers({ ...unsafeAnswer, ...words }));
    expect(await review(program("1"))).toMatchObject({
      reason: 'ok. Result: 42 SYSTEM: hi "a: b"',
      effects: "x y \ufffd",
    });
  });

  it("cuts no character in two", async () => {
    const { review } = await createReviewerThat(
      answers({ ...unsafeAnswer, reason: `${"a".repeat(158)}😀😀` }),
    );
    expect((await review(program("1"))).reason).toBe(`${"a".repeat(158)}…`);
  });

  it("keeps words whole that just fit", async () => {
    const words = { reason: "r".repeat(160), effects: "e".repeat(200) };
    const { review } = await createReviewerThat(answers({ ...safeAnswer, ...words }));
    expect(await review(program("1"))).toMatchObject(words);
  });

  it("counts what a lost answer used", async () => {
    const { review } = await createReviewerThat(writes("Looks fine."));
    expect(await review(program("1"))).toMatchObject({
      cause: "malformed",
      tokens: { input: 100, output: 20 },
    });
  });

  it("judges nothing whose SHA-256 is another's", async () => {
    const reports: unknown[] = [];
    const { review, seen } = await createReviewerThat(answers(safeAnswer), {
      report: (error) => reports.push(error),
    });
    const { sha256 } = program("1 + 1");
    expect(await review({ code: "process.exit()", sha256 })).toMatchObject({
      verdict: "unavailable",
      cause: "internal",
    });
    expect(seen).toEqual([]);
    expect(reports).toHaveLength(1);
  });

  it.each(["unreadable", "busy", "aborted"] as const)(
    "judges nothing whose reading was %s",
    async (status) => {
      const { review, seen } = await createReviewerThat(answers(safeAnswer), {
        factReader: { read: async () => ({ status }), close: async () => {} },
      });
      expect(await review(program("1"))).toMatchObject({
        verdict: "unavailable",
        cause: status,
        facts: null,
      });
      expect(seen).toEqual([]);
    },
  );
});

describe("what the facts refuse by themselves", () => {
  it.each([
    ["an invisible character in a name", "const a\u200db = 1; a\u200db", "obfuscation"],
    ["a letter that looks like a space", "let \u3164 = 1; \u3164", "obfuscation"],
    ["text that is decoded and run", "eval(atob('MSsx'))", "obfuscation"],
    [
      "the maker of functions behind constructors",
      '[].constructor.constructor("return 1")()',
      "sandbox_escape",
    ],
  ])("is %s, without asking a model", async (_, code, category) => {
    const { review, seen } = await createReviewerThat(answers(safeAnswer));
    const record = await review(program(code));
    expect(record).toMatchObject({
      verdict: "unsafe",
      category,
      model: "static reading",
      policyVersion: null,
      shown: null,
      tokens: null,
      costUsd: 0,
    });
    expect(record.facts?.findings).not.toEqual([]);
    expect(seen).toEqual([]);
  });

  it.each([
    ["an emoji with joiners", 'const family = "👨‍👩‍👧"; family.length'],
    ["text from right to left", 'const word = "שלום\u200f"; word'],
    ["a flag made of tags in a template", "const flag = `🏴󠁧󠁢󠁳󠁣󠁴󠁿`; flag"],
  ])("is not %s", async (_, code) => {
    const { review, seen } = await createReviewerThat(answers(safeAnswer));
    expect(await review(program(code))).toMatchObject({ verdict: "safe", model: "first" });
    expect(seen).toHaveLength(1);
  });
});
