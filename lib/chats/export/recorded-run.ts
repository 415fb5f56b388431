import type { ChatMessage, Execution } from "#lib/agent";
import { describeEnding, describeOutput, describeReview, type Ending } from "./run-words.ts";

export type RunPart = Extract<ChatMessage["parts"][number], { type: "tool-execute_code" }>;

/** A program of a conversation and what became of it, in words. */
export interface RecordedRun {
  title: string;
  /** As far as it is known. */
  written: string;
  verdict: string;
  /** What it printed; null when there was nothing. */
  output: string | null;
  ending: Ending;
  /** What reviews allowed, and none was against later; null for everything else. */
  program: { written: string; code: string } | null;
}

/** Never throws: a record that was imported may hold a value that cannot be written. */
export function readRun(part: RunPart, maxChars: number): RecordedRun {
  const title = typeof part.input?.title === "string" ? part.input.title.trim() : "";
  const words = { title: title === "" ? "Program" : title, written: readWritten(part) };
  try {
    return { ...words, ...readState(part, maxChars) };
  } catch {
    const ending: Ending = {
      label: "Outcome",
      words: "Its record could not be put into words.",
      text: null,
    };
    return { ...words, verdict: "Unknown.", output: null, ending, program: null };
  }
}

function readWritten(part: RunPart): string {
  const written = part.state === "output-available" ? part.output.program.written : part.input?.code;
  return typeof written === "string" ? written : "";
}

type State = Omit<RecordedRun, "title" | "written">;

function readState(part: RunPart, maxChars: number): State {
  switch (part.state) {
    case "input-streaming":
    case "input-available":
    case "approval-requested":
    case "approval-responded":
      return unrun("Not reviewed: the answer ended while it was being written.");
    case "output-available":
      return readExecution(part.output, maxChars);
    case "output-error":
      return unrun(`Not reviewed: it did not become a program that could run. ${part.errorText}`);
    case "output-denied":
      return unrun("Not reviewed: the call was denied.");
  }
}

function readExecution(run: Execution, maxChars: number): State {
  switch (run.status) {
    case "reviewing":
      return unrun("None: the answer ended during the review.");
    case "running":
      return {
        verdict: describeReview(run.review, []),
        output: null,
        ending: { label: "Outcome", words: "It was interrupted while it ran.", text: null },
        program: run.program,
      };
    case "refused":
      return unrun(describeReview(run.review, run.laterReviews));
    case "withheld":
      return unrun(
        "runs" in run
          ? `Not reviewed: the answer had used all of its ${run.runs} programs.`
          : `Not reviewed: none of the ${run.refusals} programs before it was let run.`,
      );
    case "finished": {
      const output = run.result.status === "refused" ? null : describeOutput(run.result.output, maxChars);
      const ending = describeEnding(run.result, maxChars);
      if (run.review === null)
        return { verdict: "Not reviewed: it could not run in any case.", output, ending, program: null };
      const doubted = run.laterReviews.some(({ verdict }) => verdict === "unsafe");
      return {
        verdict: describeReview(run.review, run.laterReviews),
        output,
        ending,
        program: run.review.verdict === "safe" && !doubted ? run.program : null,
      };
    }
  }
}

function unrun(verdict: string): State {
  return {
    verdict,
    output: null,
    ending: { label: "Outcome", words: "It did not run.", text: null },
    program: null,
  };
}
