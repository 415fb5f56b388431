import { describe, expect, it } from "vitest";
import type { Failed, Output, RunResult } from "#lib/sandbox";
import type { Value } from "#lib/value";
import { cost, reviews, setStage } from "./fakes.ts";

const code = "let total = 0;\n  total.add(1);\nconst result = total;";

/** What the model reads of a program that ended so. */
async function read(
  result: RunResult | (typeof reviews)["unsafe" | "unavailable"],
  written = code,
): Promise<string> {
  const { ask, prompts } = setStage({
    turns: [{ call: { title: "Add", code: written } }, { say: "Done." }],
    review: async () => ("verdict" in result ? result : reviews.safe),
    run: async () => ("verdict" in result ? Promise.reject(new Error("It ran.")) : result),
    isPossible: false,
  });
  await ask();
  const shown = prompts()[1]?.at(-1) ?? "";
  expect(shown).toMatch(/^text: /);
  return shown.slice("text: ".length);
}

function complete(value: Value, output: Output[] = []): RunResult {
  return { status: "completed", value, output, cost };
}

function fail(error: Partial<Failed["error"]>, output: Output[] = []): RunResult {
  const whole = { name: "TypeError", message: "not a function", line: null, column: null, stack: null };
  return { status: "failed", error: { ...whole, ...error }, output, cost };
}

function print(...values: Value[]): Output {
  return { kind: "console", level: "log", atMs: 0, values };
}

describe("what the model reads of a result", () => {
  it.each<[Value, string]>([
    [0, "Result: 0"],
    [false, "Result: false"],
    ["", "Result: ''"],
    [null, "Result: null"],
    [{ $: "undefined" }, "Result: undefined"],
    [{ $: "number", value: "NaN" }, "Result: NaN"],
    [{ $: "number", value: "-0" }, "Result: -0"],
    [[], "Result: []"],
    [{}, "Result: {}"],
    [{ $: "bigint", value: "354224848179261915075" }, "Result: 354224848179261915075n"],
    [[{ year: 1 }, { year: 2 }], "Result: [{ year: 1 }, { year: 2 }]"],
  ])("is the value itself: %o", async (value, text) => {
    expect(await read(complete(value))).toBe(text);
  });

  it("has what the program printed and displayed after it, in order", async () => {
    const output: Output[] = [
      print("step", 1, { a: [true] }),
      { kind: "console", level: "warn", atMs: 1, values: ["careful"] },
      { kind: "display", atMs: 2, value: "chart" },
    ];
    expect(await read(complete(7, output))).toBe(
      "Result: 7\nConsole:\nstep 1 { a: [true] }\n[warn] careful\n[display] 'chart'",
    );
  });

  it("is cut where a result is long, and says how much is missing", async () => {
    const text = await read(complete("x".repeat(50_000)));
    expect(text.length).toBeLessThan(8_100);
    expect(text).toMatch(/x… 42002 more characters$/);
  });

  it.each<[string, Output[]]>([
    ["many lines", Array.from({ length: 10_000 }, (_, index) => print("line", index))],
    ["one long line", [print("x".repeat(100_000))]],
    ["a long line after short ones", [print("short"), print("short"), print("x".repeat(100_000))]],
    ["a big display", [{ kind: "display", atMs: 0, value: "x".repeat(100_000) }]],
  ])("keeps the result and the beginning of a console that has %s", async (_, output) => {
    const text = await read(complete(7, output));
    expect(text.startsWith("Result: 7\nConsole:\n")).toBe(true);
    expect(text.length).toBeGreaterThan(3_900);
    expect(text.length).toBeLessThan(4_200);
    expect(text).toMatch(/… \d+ more characters(, and \d+ more lines)?$/);
  });
});

it("the model reads how much of a long line is missing", async () => {
  expect(await read(complete(7, [print("x".repeat(100_000))]))).toMatch(/x… 96000 more characters$/);
});

describe("what the model reads of a failure", () => {
  it("is the error with its place and the line as it was written", async () => {
    expect(await read(fail({ line: 2, column: 9 }, [print("before")]))).toBe(
      "Error: TypeError: not a function\n  at line 2, column 9: total.add(1);\nConsole:\nbefore",
    );
  });

  it.each<[string, Partial<Failed["error"]>, string]>([
    ["no column", { line: 2 }, "Error: TypeError: not a function\n  at line 2: total.add(1);"],
    ["no line", {}, "Error: TypeError: not a function"],
    ["a line that the program does not have", { line: 99, column: 1 }, "Error: TypeError: not a function"],
  ])("does with %s", async (_, error, text) => {
    expect(await read(fail(error))).toBe(text);
  });

  it("is cut where a program throws a long text", async () => {
    const text = await read(fail({ name: "N".repeat(50_000), message: "x".repeat(50_000) }));
    expect(text).toContain("more characters");
    expect(text.length).toBeLessThan(8_100);
  });

  it.each<[string, RunResult, string]>([
    [
      "time",
      { status: "stopped", reason: "time", limit: 10_000, output: [], cost },
      "Error: the program was stopped after 10 seconds",
    ],
    [
      "memory",
      { status: "stopped", reason: "memory", limit: 64 * 2 ** 20, output: [], cost },
      "Error: the program was stopped because it needed more than 64 MiB of memory",
    ],
    [
      "output",
      { status: "stopped", reason: "output", limit: 256 * 1024, output: [], cost },
      "Error: the program was stopped because it printed more than 256 KiB",
    ],
    [
      "a person",
      { status: "stopped", reason: "aborted", limit: null, output: [], cost },
      "Error: the program was stopped by the person who asked.",
    ],
    ["a full queue", { status: "refused", reason: "busy" }, "Error: too many programs are waiting"],
    ["a server that closes", { status: "refused", reason: "closed" }, "Error: the server is shutting down"],
    [
      "its length",
      { status: "refused", reason: "too-long", limit: 65_536 },
      "Error: the program is too long to run: more than 64 KiB",
    ],
    [
      "the sandbox itself",
      { status: "crashed", message: "worker 3 at /srv", output: [], cost },
      "Error: the sandbox itself failed; the program is not to blame.",
    ],
  ])("says that it was ended by %s", async (_, result, text) => {
    expect((await read(result)).startsWith(text)).toBe(true);
  });

  it("has what was printed before a limit was crossed", async () => {
    const output = [print("prime", 7)];
    expect(await read({ status: "stopped", reason: "time", limit: 10_000, output, cost })).toContain(
      "\nConsole:\nprime 7",
    );
  });

  it("keeps to itself what happened inside the sandbox", async () => {
    const text = await read({ status: "crashed", message: "worker 3 at /srv", output: [], cost });
    expect(text).not.toContain("worker 3");
  });
});

describe("what the model reads of a program that did not run", () => {
  it("is the reviewer's category and reason when the review refused it", async () => {
    expect(await read(reviews.unsafe)).toBe(
      "Error: the review refused the program, so it did not run. Category: host_access. Reason: It reads files.",
    );
  });

  it("is that nobody judged it when there was no verdict", async () => {
    const text = await read(reviews.unavailable);
    expect(text).toMatch(/^Error: the review of the program was not available, so it did not run\./);
    expect(text).toContain("Nobody judged it. The reviewer did not answer in time.");
    expect(text).not.toContain("refused");
  });
});

describe("what the model reads can always be read:", () => {
  const long = "k".repeat(150_000);
  const ref: Value = { $: "ref", path: [0] };

  it("a result that repeats a long key thousands of times", async () => {
    const text = await read(complete([{ [long]: 1 }, ...Array<Value>(4_000).fill(ref)]));
    expect(text).toMatch(/^Result: \[\n {2}\{\n {4}k+… more than \d+ more characters$/);
    expect(text.length).toBeLessThan(8_100);
  });

  it("a console line of many values", async () => {
    const text = await read(complete(1, [print(...Array<Value>(1_000).fill({ [long]: 1 }))]));
    expect(text).toMatch(/^Result: 1\nConsole:\n\{\n {2}k+… more than \d+ more characters$/);
  });

  it("a record of a shape that nobody writes", async () => {
    const text = await read(complete({ $: "array" } as unknown as Value));
    expect(text).toMatch(/^Error: what became of the program could not be put into words\./);
  });

  it.each<[string, RunResult]>([
    ["printed", complete(1, [print("\ud800")])],
    ["the name of an error", fail({ name: "\udc00" })],
    ["the message of an error", fail({ message: "a\ud800" })],
    ["the name of a class", complete({ $: "object", name: "\ud800", entries: [], size: 0 })],
  ])("half a surrogate pair, %s", async (_, result) => {
    const text = await read(result);
    expect(text).toContain("\ufffd");
    expect(text.isWellFormed()).toBe(true);
  });

  it.each([0, 1])("pairs of surrogates, wherever the text is cut (%i)", async (shift) => {
    const pairs = "a".repeat(shift) + "😀".repeat(20_000);
    for (const result of [
      complete(pairs, [print(pairs)]),
      complete(1, [print(pairs), { kind: "display", atMs: 0, value: pairs }]),
      fail({ message: pairs }),
    ])
      expect(await read(result)).not.toContain("\ufffd");
  });

  it.each([0, 1])("a long line that failed, cut before or after a pair (%i)", async (shift) => {
    const written = `${"a".repeat(shift)}${"😀".repeat(300)}`;
    const text = await read(fail({ line: 1 }), written);
    expect(text).toMatch(/at line 1: a?(😀)+… \d+ more characters$/u);
  });
});
