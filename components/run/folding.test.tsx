import { expect, test } from "vitest";
import { alone, type Place, type RunPart } from "#components/run";
import type { ChatMessage } from "#lib/agent";
import type { Review } from "#lib/safety";
import type { Output, RunResult } from "#lib/sandbox";
import type { Value } from "#lib/value";
import {
  call,
  completed,
  draw,
  failed,
  finished,
  last,
  part,
  program,
  ran,
  read,
  readAll,
  review,
  says,
  unread,
  unsafe,
} from "./run.fixture.tsx";

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
