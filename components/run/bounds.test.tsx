import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { describeRun, RunBoundary } from "#components/run";
import type { Output } from "#lib/sandbox";
import type { Value } from "#lib/value";
import { Console } from "./console.tsx";
import { Raw } from "./inspector-section.tsx";
import { Outcome } from "./outcome.tsx";
import { outputText } from "./output-lines.ts";

const ran = { output: [], cost: { wallMs: 1, peakMemoryBytes: 1 } };
const print = (...values: Value[]): Output => ({ kind: "console", level: "log", atMs: 0, values });
const show = (value: Value): Output => ({ kind: "display", atMs: 0, value });

/** A list of two lists of two lists …, in a record of a few hundred bytes. */
function doubling(levels: number, path: number[] = []): Value {
  return levels === 0 ? [] : [doubling(levels - 1, [...path, 0]), { $: "ref", path: [...path, 0] }];
}

describe("what a program printed", () => {
  it("is drawn to a length where a line is long, and says how much is missing", () => {
    const html = renderToStaticMarkup(<Console output={[print("x".repeat(200_000)), print("next")]} />);
    expect(html.length).toBeLessThan(12_000);
    expect(html).toContain("x… 190000 more characters");
    expect(html).toContain("next");
  });

  it.each<[string, Output]>([
    ["lines of values that repeat themselves", print(...Array.from({ length: 10 }, () => doubling(22)))],
    ["displays of a value that repeats itself", show(doubling(22))],
  ])("is drawn to a number of %s, and counts the others", (_, line) => {
    const html = renderToStaticMarkup(<Console output={Array(1_000).fill(line)} />);
    expect(html.length).toBeLessThan(1_500_000);
    expect(html).toMatch(/9\d\d more lines are not drawn\./);
  });

  it("is drawn whole where it is not that long", () => {
    const html = renderToStaticMarkup(<Console output={Array(5_000).fill(print("a line"))} />);
    expect(html.match(/<li/g)).toHaveLength(5_000);
    expect(html).not.toContain("not drawn");
  });

  it("is copied whole, as far as any honest program goes", () => {
    expect(outputText([print("a", 1), show({ b: 2 })])).toBe("a 1\n{ b: 2 }");
    expect(outputText([print("x".repeat(250_000))])).toBe("x".repeat(250_000));
    const text = outputText(Array(1_000).fill(print(...Array.from({ length: 10 }, () => doubling(22)))));
    expect(text.length).toBeLessThan(1_100_000);
    expect(text).toMatch(/\n… \d+ more lines$/);
  });
});

it("a long error is drawn to a length", () => {
  const error = { name: "Error", message: "x".repeat(300_000), line: null, column: null, stack: null };
  const html = renderToStaticMarkup(<Outcome result={{ status: "failed", error, ...ran }} isAnswer />);
  expect(html.length).toBeLessThan(102_000);
  expect(html).toContain("x… 200007 more characters");
});

it("a record is drawn to a length", () => {
  const html = renderToStaticMarkup(<Raw label="Tool output" text={"x".repeat(300_000)} />);
  expect(html.length).toBeLessThan(102_000);
  expect(html).toContain("x… 200000 more characters");
});

describe("a run that cannot be drawn", () => {
  it("leaves its title and a sentence", () => {
    const boundary = new RunBoundary({ title: "Count <b>", children: <p>the run</p> });
    expect(renderToStaticMarkup(boundary.render())).toBe("<p>the run</p>");
    boundary.state = RunBoundary.getDerivedStateFromError();
    const html = renderToStaticMarkup(boundary.render());
    expect(html).toContain("Count &lt;b&gt;</h3>");
    expect(html).toContain("This run could not be drawn");
    expect(html).not.toContain("the run<");
  });

  it("has words for those who hear the page", () => {
    const malformed = { $: "array" } as unknown as Value;
    const program = { written: "", code: "", sha256: "" };
    const result = { status: "completed", value: malformed, ...ran } as const;
    expect(describeRun("Count", { status: "finished", program, review: null, result } as never)).toBe(
      "Count: its result could not be read.",
    );
  });
});
