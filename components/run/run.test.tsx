import { expect, test } from "vitest";
import { countAttempts, describeResult, type RunPart } from "#components/run";
import type { Review } from "#lib/safety";
import type { Output, RunResult } from "#lib/sandbox";
import { call, completed, draw, failed, finished, part, program, ran, review } from "./run.fixture.tsx";

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
