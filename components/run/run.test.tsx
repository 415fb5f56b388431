import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import {
  alone,
  countAttempts,
  describeResult,
  type Place,
  placeRuns,
  Run,
  type RunPart,
} from "#components/run";
import type { ChatMessage, Execution } from "#lib/agent";
import type { Review } from "#lib/safety";
import type { Output, Run as Ran, RunResult } from "#lib/sandbox";
import type { Value } from "#lib/value";

const review: Review = {
  verdict: "safe",
  category: "none",
  cause: null,
  reason: "It only counts.",
  effects: null,
  facts: null,
  model: "reviewer-1",
  policyVersion: null,
  shown: null,
  codeSha256: "0",
  at: 0,
  ms: 1,
  tokens: null,
  costUsd: null,
  remembered: false,
  opinion: "first",
  others: [],
  totalMs: 1,
};
const unsafe: Review = { ...review, verdict: "unsafe", category: "host_access", reason: "It reads files." };
const program = { written: "let a = 1;\nboom();", code: "let a = 1;\nboom();", sha256: "0" };
const unread = { written: "boom();", code: null, sha256: null };
const ran: Ran = { output: [], cost: { wallMs: 12, peakMemoryBytes: 2_097_152 } };
const completed = (value: Value): RunResult => ({ status: "completed", value, ...ran });
const failed: RunResult = {
  status: "failed",
  error: { name: "TypeError", message: "boom is not a function", line: 2, column: 1, stack: null },
  ...ran,
};

let calls = 0;
const call = { toolCallId: "1", type: "tool-execute_code" as const };
const input = { title: "Count", code: program.written };
const part = (output: Execution): RunPart => ({
  ...call,
  toolCallId: `call-${++calls}`,
  state: "output-available",
  input,
  output,
});
const finished = (result: RunResult, laterReviews: Review[] = []) =>
  part({ status: "finished", program, review, laterReviews, result });
const says = (text: string) => ({ type: "text" as const, text });

const last: Place = { ...alone, isFollowed: false, isAnswer: true };

function draw(drawn: RunPart, live = true, place = last): string {
  return renderToStaticMarkup(
    <Run part={drawn} live={live} place={place} inspected={false} onInspect={() => {}} />,
  );
}

/** Its words, without what is folded away. */
function read(drawn: RunPart, place: Place): string {
  const html = draw(drawn, false, place);
  let text = "";
  let depth = 0;
  let foldedAt: number | null = null;
  for (const [, tag, attributes = "", words] of html.matchAll(/<(\/?[a-z0-9]+)([^>]*)>|([^<]+)/g)) {
    if (words !== undefined) text += foldedAt === null ? words : "";
    else if (tag === "div") {
      depth += 1;
      if (attributes.includes("data-folded")) foldedAt ??= depth;
    } else if (tag === "/div") {
      if (foldedAt === depth) foldedAt = null;
      depth -= 1;
    } else text += " ";
  }
  return text.replaceAll(/\s+/g, " ");
}

/** The answer's runs, each as its reader sees it. */
function readAll(...parts: ChatMessage["parts"]): string[] {
  return [...placeRuns(parts)].map(([run, place]) => read(run, place));
}

test.each<[RunResult, string]>([
  [completed(0), "It ran to its end."],
  [failed, "TypeError: boom is not a function (line 2)"],
  [
    { status: "stopped", reason: "time", limit: 10_000, ...ran },
    "Stopped: it ran longer than the 10 s a program has.",
  ],
  [
    { status: "stopped", reason: "memory", limit: 67_108_864, ...ran },
    "Stopped: it needed more memory than the 64 MiB a program has.",
  ],
  [
    { status: "stopped", reason: "output", limit: 262_144, ...ran },
    "Stopped: it printed more than the 256 KiB a program may.",
  ],
  [{ status: "stopped", reason: "aborted", limit: null, ...ran }, "Stopped on request, before it ended."],
  [
    { status: "refused", reason: "busy" },
    "It did not run: too many programs are waiting. Ask again in a moment.",
  ],
  [{ status: "refused", reason: "closed" }, "It did not run: the server is shutting down."],
  [
    { status: "refused", reason: "too-long", limit: 65_536 },
    "It did not run: it is longer than the 64 KiB a program may have.",
  ],
  [
    { status: "crashed", message: "The worker ended.", ...ran },
    "The sandbox itself failed; the program is not to blame. The worker ended.",
  ],
])("$status has its own words", (result, words) => {
  expect(describeResult(result)).toBe(words);
  if (result.status !== "completed") expect(draw(finished(result))).toContain(words);
  expect(draw(finished(result))).toContain(`data-outcome="${result.status}"`);
});

test("a falsy result is a result", () => {
  expect(draw(finished(completed(0)))).toMatch(/>0<\/span>/);
  expect(draw(finished(completed("")))).toContain("an empty string");
  expect(draw(finished(completed(null)))).toContain(">null<");
});

test("marks the line that failed", () => {
  // Its words, with or without colours: those come when they are loaded.
  const [, marked = ""] = draw(finished(failed)).split('data-marked="true"');
  expect(marked.replace(/<[^>]*>/g, "")).toContain("boom();");
});

test.each<Partial<Review>>([
  { verdict: "unsafe", category: "host_access", reason: "It reads files." },
  { verdict: "unavailable", category: null, cause: "timeout", reason: "Nobody answered." },
])("a program that is $verdict says so in words, and that it did not run", (verdict) => {
  const refused = { ...review, ...verdict } as Review;
  const html = draw(part({ status: "refused", program, review: refused, laterReviews: [] }));
  expect(html).toContain(verdict.verdict === "unsafe" ? "Unsafe" : "Could not be reviewed");
  expect(html).toContain(verdict.reason);
  expect(html).toContain("It did not run.");
});

test.each<[string, RunPart]>([
  ["while it is written", { ...call, state: "input-streaming", input: { title: "Count", code: "let" } }],
  ["while it is reviewed", part({ status: "reviewing", program })],
  ["while it runs", part({ status: "running", program, review, startedAt: 0, limitMs: 10_000 })],
])("an answer that ends %s leaves nothing that looks alive", (_, unfinished) => {
  const html = draw(unfinished, false);
  expect(html).toContain('data-status="interrupted"');
  expect(html).not.toMatch(/Writing…|Reviewing…|Running…/);
});

test.each([
  ["while it runs", true],
  ["when it was interrupted", false],
])("shows the last lines that a program printed %s, and how many came before", (_, live) => {
  const lines = Array.from({ length: 9 }, (_, index): Output => {
    return { kind: "console", level: "log", atMs: index, values: [`line ${index}`] };
  });
  const running = part({
    status: "running",
    program,
    review,
    startedAt: 0,
    limitMs: 10_000,
    printed: { lines, earlier: 3 },
  });
  const html = draw(running, live);
  expect(html).toContain("4 earlier lines");
  expect(html).not.toContain("line 0");
  for (let index = 1; index < 9; index++) expect(html).toContain(`line ${index}`);
});

test("a call that never became a program says why", () => {
  const html = draw(
    { ...call, state: "output-error", input: undefined, errorText: "No code was given." },
    false,
  );
  expect(html).toContain("No code was given.");
});

test("counts the attempts of a repair, and starts anew after a success", () => {
  const parts = [finished(failed), finished(failed), finished(completed(0)), finished(completed(0))];
  expect(countAttempts(parts)).toEqual([
    { number: 1, total: 3 },
    { number: 2, total: 3 },
    { number: 3, total: 3 },
    { number: 1, total: 1 },
  ]);
});

test("a run whose answer follows is folded to a line, and what it came to stays", () => {
  const [run] = readAll(finished(completed([1, 2, 3])), says("Three of them."));
  expect(run).toMatch(/Count.* Safe Completed in 12 ms 3 entries /);
  expect(run).not.toMatch(/boom|It only counts/);
  expect(run).toContain("[1, 2, 3]");
});

test.each<[string, ChatMessage["parts"]]>([
  ["nothing follows", []],
  ["nothing but blanks follows", [says(" \n")]],
])("a run is open while %s", (_, after) => {
  expect(readAll(finished(completed(7)), ...after)[0]).toMatch(/boom.*It only counts\./s);
});

test.each<[string, RunPart, string]>([
  ["failed", finished(failed), "boom is not a function"],
  ["was refused", part({ status: "refused", program, review: unsafe, laterReviews: [] }), "It reads files."],
  ["was stopped", finished({ status: "stopped", reason: "time", limit: 10_000, ...ran }), "10 s"],
  ["crashed", finished({ status: "crashed", message: "The worker ended.", ...ran }), "The worker ended."],
  ["was interrupted", part({ status: "reviewing", program }), "Interrupted during its review."],
  ["was withheld", part({ status: "withheld", program: unread, refusals: 3 }), "It was not looked at"],
  ["is doubted by a later review", finished(completed(7), [unsafe]), "reviewed again: unsafe"],
])("a run that %s stays open, whatever follows", (_, run, words) => {
  const [text] = readAll(run, says("That is that."));
  expect(text).toContain("boom();");
  expect(text).toContain(words);
});

test("a later review that agrees, or could not be had, opens nothing", () => {
  const nobody: Review = { ...review, verdict: "unavailable", category: null, cause: "timeout" };
  expect(readAll(finished(completed(7), [review, nobody]), says("Seven."))[0]).not.toContain("boom();");
});

test("attempts that came to nothing are folded to what went wrong in them; the last stays open if it failed", () => {
  const [first, second, third] = readAll(finished(failed), finished(failed), finished(failed), says("No."));
  for (const run of [first, second]) {
    expect(run).toContain("TypeError: boom is not a function (line 2)");
    expect(run).not.toContain("boom();");
  }
  expect(third).toContain("boom();");
});

test("a repaired attempt is folded with its chain, and only what the last run came to stays", () => {
  const [first, second, third] = readAll(
    finished(failed),
    finished(completed("earlier")),
    finished(completed("later")),
    says("Done."),
  );
  expect(first).toContain("Attempt 1 of 2");
  expect(first).not.toContain("boom();");
  expect(second).toContain("Attempt 2 of 2");
  expect(second).not.toContain("earlier");
  expect(third).toContain("later");
});

test("what is to be seen stays though its run is folded: charts, pictures and prototypes, not lines", () => {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
  const output: Output[] = [
    { kind: "console", level: "log", atMs: 0, values: ["a line"] },
    { kind: "display", atMs: 0, value: picture },
    { kind: "display", atMs: 0, value: [7, 8, 9] },
  ];
  const displayed: RunResult = { status: "completed", value: 1, output, cost: ran.cost };
  const [first, second] = readAll(
    finished(displayed),
    finished(completed(picture)),
    finished(completed(0)),
    says("Done."),
  );
  expect(first).toMatch(/Displayed Raw Loading what draws this/);
  expect(first).not.toMatch(/a line|7, 8, 9/);
  expect(second).toMatch(/a picture Inspect Result Raw /);
});

test("only a program that is whole can be compared with the attempt before it", () => {
  const before = finished(failed);
  const place: Place = { ...last, attempt: { number: 2, total: 2 }, before };
  expect(draw(finished(failed), true, place)).toContain("Changes");
  expect(draw(finished(failed), true, last)).not.toContain("Changes");
  const writing: RunPart = { ...call, state: "input-streaming", input: { title: "Count", code: "let" } };
  expect(draw(writing, true, place)).not.toContain("Changes");
});

test.each<[Value, string | null]>([
  [42, null],
  ["mississippi", null],
  ["", null],
  [null, null],
  [{ $: "bigint", value: "12" }, null],
  ["two words", "9 characters"],
  [{ $: "string", value: "cut short", length: 5_000_000 }, "5,000,000 characters"],
  [[{ n: 1 }], "1 row"],
  [{ $: "array", items: [{ n: 1 }, { $: "cut", name: "Object", size: 9 }], length: 1_204 }, "1,204 rows"],
  [[1, "two", [3]], "3 entries"],
  [[], "0 entries"],
  [{ only: { one: [] } }, "1 entry"],
  [{ $: "map", entries: [], size: 12 }, "12 entries"],
  [{ $: "binary", name: "Uint8Array", items: [1], length: 900 }, "900 entries"],
  ['<svg xmlns="http://www.w3.org/2000/svg"></svg>', "a picture"],
  ["<!doctype html><p>Hello", "a prototype"],
  [{ mark: "bar", encoding: {} }, "a chart"],
  [{ $: "ref", path: [] }, null],
])("says of %j how much it is: %s", (value, size) => {
  const text = read(finished(completed(value)), alone).split("Result")[0] ?? "";
  expect(text).toContain("Completed in 12 ms");
  expect(text.split("12 ms")[1]?.trim()).toBe([size, "Inspect"].filter(Boolean).join(" "));
});
