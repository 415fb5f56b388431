import { type Reader, writeNumber } from "#components/value";
import type { Execution } from "#lib/agent";
import type { Opinion, Review } from "#lib/safety";
import type { Refused, RunResult } from "#lib/sandbox";
import { cutText, formatValue, type Value } from "#lib/value";
import type { RunState } from "./run-state.ts";

export function formatMs(ms: number, reader?: Reader): string {
  if (ms < 1) return "under 1 ms";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return `${writeNumber(ms / 1_000, reader, 1)} s`;
}

export function formatBytes(bytes: number, reader?: Reader): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1_024)} KiB`;
  return `${writeNumber(bytes / 1_048_576, reader, 1)} MiB`;
}

/** In US dollars, to two digits that count: a review costs a small part of a cent. */
export function formatUsd(usd: number, reader?: Reader): string {
  return usd === 0 ? "nothing" : `$${writeNumber(Number(usd.toPrecision(2)), reader, 8)}`;
}

export function describeTokens({ tokens, policyVersion, remembered }: Opinion, reader: Reader): string {
  if (remembered || policyVersion === null) return "none: no model was asked";
  return tokens === null ? "not reported" : countTokens(tokens, reader);
}

export function countTokens(
  { input, output, cacheRead }: NonNullable<Opinion["tokens"]>,
  reader: Reader,
): string {
  const count = (n: number | null) => (n === null ? "unknown" : writeNumber(n, reader));
  const cached = cacheRead ? ` (${count(cacheRead)} of them cached)` : "";
  return `${count(input)} in${cached}, ${count(output)} out`;
}

/** The verdict in a word or two; icon, colour and this always go together. */
export function describeVerdict(verdict: Review["verdict"]): string {
  switch (verdict) {
    case "safe":
      return "Safe";
    case "unsafe":
      return "Unsafe";
    case "unavailable":
      return "Could not be reviewed";
  }
}

/** How a run ended, in a sentence for a person. */
export function describeResult(result: RunResult): string {
  switch (result.status) {
    case "completed":
      return "It ran to its end.";
    case "failed": {
      const { name, message, line } = result.error;
      return `${message === "" ? name : `${name}: ${message}`}${line === null ? "" : ` (line ${line})`}`;
    }
    case "stopped":
      return describeStop(result.reason, result.limit);
    case "refused":
      return describeRefusal(result);
    case "crashed":
      return `The sandbox itself failed; the program is not to blame. ${result.message}`;
  }
}

/** Why nobody reviewed a program that never started. */
export function describeUnreviewed(result: RunResult): string {
  return result.status === "failed"
    ? "Not reviewed: it could not be read as a program."
    : "Not reviewed: it could not run in any case.";
}

function describeStop(reason: "time" | "memory" | "output" | "aborted", limit: number | null): string {
  switch (reason) {
    case "time":
      return `Stopped: it ran longer than ${limit === null ? "it may" : `the ${formatMs(limit)} a program has`}.`;
    case "memory":
      return `Stopped: it needed more memory than ${limit === null ? "it may have" : `the ${formatBytes(limit)} a program has`}.`;
    case "output":
      return `Stopped: it printed more than ${limit === null ? "it may" : `the ${formatBytes(limit)} a program may`}.`;
    case "aborted":
      return "Stopped on request, before it ended.";
  }
}

function describeRefusal(refused: Refused): string {
  switch (refused.reason) {
    case "busy":
      return "It did not run: too many programs are waiting. Ask again in a moment.";
    case "closed":
      return "It did not run: the server is shutting down.";
    case "too-long":
      return `It did not run: it is longer than the ${formatBytes(refused.limit)} a program may have.`;
  }
}

/** One or two words for the header of a run. */
export function describeStage(state: RunState): string {
  switch (state.status) {
    case "writing":
      return "Writing…";
    case "reviewing":
      return "Reviewing…";
    case "running":
      return state.startedAt === null ? "Waiting…" : "Running…";
    case "refused":
      return "Not run";
    case "finished":
      return endings[state.result.status];
    case "interrupted":
      return "Interrupted";
    case "withheld":
    case "broken":
      return "Not run";
  }
}

const endings: Record<RunResult["status"], string> = {
  completed: "Completed",
  failed: "Failed",
  stopped: "Stopped",
  refused: "Not run",
  crashed: "Crashed",
};

/** What was under way when the answer ended. */
export function describeInterruption(reached: "writing" | "reviewing" | "running"): string {
  switch (reached) {
    case "writing":
      return "Interrupted while it was being written. It did not run.";
    case "reviewing":
      return "Interrupted during its review. It did not run.";
    case "running":
      return "Interrupted while it ran. Its result is not known.";
  }
}

/** Why nobody looked at a program. */
export function describeWithheld(run: Extract<Execution, { status: "withheld" }>): string {
  return "runs" in run
    ? `It was not looked at and did not run: the answer had used all of its ${run.runs} programs.`
    : `It was not looked at and did not run: the review had let none of the ${run.refusals} before it run.`;
}

/** Longer results are drawn, not read out. */
const maxSpokenChars = 200;

/** What a screen reader is told of a run as it goes on; empty while there is nothing to tell. */
export function describeRun(title: string, state: RunState): string {
  switch (state.status) {
    case "writing":
    case "reviewing":
      return "";
    case "running":
      return `${title}: reviewed, safe. Running.`;
    case "refused":
      return `${title}: ${describeVerdict(state.review.verdict)}. ${state.review.reason} It did not run.`;
    case "finished":
      return state.result.status === "completed"
        ? `${title}: ${describeValue(state.result.value)}`
        : `${title}: ${cutText(describeResult(state.result), maxSpokenChars)}`;
    case "interrupted":
      return `${title}: ${describeInterruption(state.reached.status)}`;
    case "withheld":
      return `${title}: ${describeWithheld(state)}`;
    case "broken":
      return `${title}: not run. ${state.message}`;
  }
}

/** Stands outside the boundary around each run, so it must not throw where a run cannot be drawn. */
function describeValue(value: Value): string {
  try {
    return `result ${formatValue(value, { maxChars: maxSpokenChars })}`;
  } catch {
    return "its result could not be read.";
  }
}
