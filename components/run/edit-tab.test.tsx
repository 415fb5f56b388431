import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Execution } from "#lib/agent";
import type { Edit } from "#lib/chats";
import { EditTab } from "./edit-tab.tsx";
import { type EditsState, findChosen, type RunEdits, toPart } from "./edits.ts";
import { type RunPart, readRun } from "./run-state.ts";

const run = (written: string): Execution => ({
  status: "finished",
  program: { written, code: null, sha256: null },
  review: null,
  result: { status: "crashed", message: "Lost.", output: [], cost: { wallMs: 1, peakMemoryBytes: 1 } },
});

const completed = (written: string): Execution =>
  ({
    ...run(written),
    result: { status: "completed", value: 42, output: [], cost: { wallMs: 1, peakMemoryBytes: 1 } },
  }) as unknown as Execution;

const toEdit = (id: string, execution: Execution): Edit => ({ id, parentId: null, createdAt: 0, execution });

const part: RunPart = {
  type: "tool-execute_code",
  toolCallId: "call",
  state: "output-available",
  input: { title: "Count", code: "original" },
  output: completed("original"),
};

const versions = [toEdit("one", completed("first")), toEdit("two", run("second"))];

function draw(news: Partial<EditsState> = {}, more: Partial<RunEdits> = {}): string {
  const state: EditsState = {
    ...{ versions, trouble: null, chosen: null, editing: false, text: null, underWay: null, message: null },
    ...news,
  };
  const nothing = () => {};
  const edits: RunEdits = {
    ...{ state, blocked: null, unusable: null, edit: nothing, choose: nothing, write: nothing },
    ...{ run: nothing, stop: nothing, reload: nothing, use: nothing },
    ...more,
  };
  const shown = toPart(part, findChosen(state));
  return renderToStaticMarkup(
    <EditTab part={part} shown={shown} state={readRun(shown, false)} edits={edits} />,
  );
}

/** The buttons, with an asterisk for those that do nothing now. */
const readButtons = (html: string) =>
  [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(
    ([, attributes = "", words = ""]) =>
      `${words.replace(/<[^>]*>/g, "")}${attributes.includes('aria-disabled="true"') ? "*" : ""}`,
  );

describe("a program that can be changed", () => {
  it("is the one that was chosen among its versions", () => {
    expect(draw()).toContain("original");
    const html = draw({ chosen: "one" });
    expect(html).toContain("first");
    expect(html).toContain("What came of Edit 1");
    expect(html.match(/<input[^>]*>/g)?.map((input) => input.includes("checked"))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("is used in the answer only when it came to a result, and when that can be asked", () => {
    expect(readButtons(draw({ chosen: "one" }))).toContain("Use in the answer");
    expect(readButtons(draw({ chosen: "one" }, { unusable: "Later." }))).toContain("Use in the answer*");
    expect(draw({ chosen: "two" })).toContain("it cannot be used in the answer");
    expect(draw({ chosen: "two" })).not.toContain("Use in the answer");
    expect(draw()).not.toContain("Use in the answer");
  });

  it("cannot be edited while its answer is under way, which is said", () => {
    const html = draw({ versions: null }, { blocked: "When the answer has ended." });
    expect(readButtons(html)).toContain("Edit*");
    expect(html).toContain("When the answer has ended.");
  });

  it("shows what was written and has not run, and runs nothing that is empty", () => {
    const html = draw({ editing: true, text: "unsent" });
    expect(html).toContain(">unsent</textarea>");
    expect(readButtons(html)).toEqual(["Run", "Undo all changes", "Close the editor"]);
    expect(readButtons(draw({ editing: true, text: " " }))).toContain("Run*");
    expect(draw({ text: "unsent" })).toContain("Your edit has not run.");
  });

  it("can be stopped while it runs, and tells what came of an attempt that is no version", () => {
    expect(readButtons(draw({ editing: true, underWay: { execution: null } }))).toContain("Stop");
    expect(draw({ editing: true, message: "Line 1 <b>" })).toContain("Line 1 &lt;b&gt;");
  });

  it("is told of in one region, which is there before there is anything to tell", () => {
    const readRegions = (html: string) =>
      [...html.matchAll(/<p aria-live="polite"[^>]*>(.*?)<\/p>/g)].map(([, words]) => words);
    expect(readRegions(draw({ versions: null }))).toEqual([""]);
    expect(readRegions(draw({ editing: true }))).toEqual([""]);
    expect(readRegions(draw({ editing: true, underWay: { execution: null } }))).toEqual(["Reviewing."]);
    expect(readRegions(draw({ editing: true, message: "Stopped." }))).toEqual(["Stopped."]);
    expect(readRegions(draw({ editing: true, chosen: "one" }))).toEqual(["Edit 1: result 42"]);
  });

  it("offers to look for its versions again when they could not be read", () => {
    const html = draw({ versions: null, trouble: "The server is gone." });
    expect(html).toContain("The server is gone.");
    expect(readButtons(html)).toContain("Try again");
  });
});
