import { renderToStaticMarkup } from "react-dom/server";
import { alone, type Place, placeRuns, Run, type RunPart } from "#components/run";
import type { ChatMessage, Execution } from "#lib/agent";
import type { Review } from "#lib/safety";
import type { Run as Ran, RunResult } from "#lib/sandbox";
import type { Value } from "#lib/value";

/** Runs of every kind for the tests of this module, and how a page shows them. */

export const review: Review = {
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
export const unsafe: Review = {
  ...review,
  verdict: "unsafe",
  category: "host_access",
  reason: "It reads files.",
};
export const program = { written: "let a = 1;\nboom();", code: "let a = 1;\nboom();", sha256: "0" };
export const unread = { written: "boom();", code: null, sha256: null };
export const ran: Ran = { output: [], cost: { wallMs: 12, peakMemoryBytes: 2_097_152 } };
export const completed = (value: Value): RunResult => ({ status: "completed", value, ...ran });
export const failed: RunResult = {
  status: "failed",
  error: { name: "TypeError", message: "boom is not a function", line: 2, column: 1, stack: null },
  ...ran,
};

let calls = 0;
export const call = { toolCallId: "1", type: "tool-execute_code" as const };
export const input = { title: "Count", code: program.written };
export const part = (output: Execution): RunPart => ({
  ...call,
  toolCallId: `call-${++calls}`,
  state: "output-available",
  input,
  output,
});
export const finished = (result: RunResult, laterReviews: Review[] = []) =>
  part({ status: "finished", program, review, laterReviews, result });
export const says = (text: string) => ({ type: "text" as const, text });

export const last: Place = { ...alone, isFollowed: false, isAnswer: true };

export function draw(drawn: RunPart, live = true, place = last): string {
  return renderToStaticMarkup(
    <Run part={drawn} live={live} place={place} inspected={false} onInspect={() => {}} />,
  );
}

/** Its words, without what is folded away. */
export function read(drawn: RunPart, place: Place): string {
  const html = draw(drawn, false, place);
  let text = "";
  let depth = 0;
  let inCode = false;
  let foldedAt: number | null = null;
  for (const [, tag, attributes = "", words] of html.matchAll(/<(\/?[a-z0-9]+)([^>]*)>|([^<]+)/g)) {
    if (words !== undefined) text += foldedAt === null ? words : "";
    else if (tag === "div") {
      depth += 1;
      if (attributes.includes("data-folded")) foldedAt ??= depth;
    } else if (tag === "/div") {
      if (foldedAt === depth) foldedAt = null;
      depth -= 1;
    } else {
      if (tag === "code" || tag === "/code") inCode = tag === "code";
      // A highlighted program has an element for each of its words.
      if (!inCode) text += " ";
    }
  }
  return text.replaceAll(/\s+/g, " ");
}

/** The answer's runs, each as its reader sees it. */
export function readAll(...parts: ChatMessage["parts"]): string[] {
  return [...placeRuns(parts)].map(([run, place]) => read(run, place));
}
