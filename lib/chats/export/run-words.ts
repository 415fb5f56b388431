import type { Execution } from "#lib/agent";
import { formatConsole, formatValue } from "#lib/value";

export type Review = Extract<Execution, { status: "refused" }>["review"];
export type Result = Extract<Execution, { status: "finished" }>["result"];
type Output = Extract<Result, { status: "completed" }>["output"][number];

const verdicts: Record<Review["verdict"], string> = {
  safe: "Safe",
  unsafe: "Unsafe",
  unavailable: "Could not be reviewed",
};

/** What the review said; `later` are reviews that somebody asked for afterwards, of which the last counts. */
export function describeReview(review: Review, later: readonly Review[]): string {
  const sources = [review.model];
  if (review.opinion === "second") sources.push("second opinion");
  if (review.remembered) sources.push("remembered");
  const again = later.at(-1);
  return [
    `${verdicts[review.verdict]}. ${review.reason} (${sources.join(", ")})`,
    ...(again ? [`Reviewed again: ${verdicts[again.verdict].toLowerCase()}. ${again.reason}`] : []),
  ].join(" ");
}

/** How a run ended. */
export interface Ending {
  label: "Result" | "Error" | "Outcome";
  /** A sentence of ours. */
  words: string;
  /** The program's own: its value, or what it threw; null where there is neither. */
  text: string | null;
}

export function describeEnding(result: Result, maxChars: number): Ending {
  switch (result.status) {
    case "completed": {
      const text = formatValue(result.value, { maxChars });
      return { label: "Result", words: `Completed in ${formatMs(result.cost.wallMs)}.`, text };
    }
    case "failed": {
      const { name, message, line } = result.error;
      const place = line === null ? "" : ` (line ${line})`;
      const words = "It failed.";
      return { label: "Error", words, text: `${message === "" ? name : `${name}: ${message}`}${place}` };
    }
    case "stopped":
      return { label: "Outcome", words: describeStop(result.reason, result.limit), text: null };
    case "refused":
      return { label: "Outcome", words: describeRefusal(result), text: null };
    case "crashed":
      return { label: "Outcome", words: "The sandbox failed; the program is not to blame.", text: null };
  }
}

function describeStop(reason: "time" | "memory" | "output" | "aborted", limit: number | null): string {
  switch (reason) {
    case "time":
      return `It was stopped at its limit of time${limit === null ? "" : `, ${formatMs(limit)}`}.`;
    case "memory":
      return `It was stopped at its limit of memory${limit === null ? "" : `, ${formatKiB(limit)}`}.`;
    case "output":
      return `It was stopped at its limit of output${limit === null ? "" : `, ${formatKiB(limit)}`}.`;
    case "aborted":
      return "It was stopped on request.";
  }
}

function describeRefusal(refused: Extract<Result, { status: "refused" }>): string {
  switch (refused.reason) {
    case "busy":
      return "It did not run: too many programs were waiting.";
    case "closed":
      return "It did not run: the server was shutting down.";
    case "too-long":
      return `It did not run: it is longer than ${formatKiB(refused.limit)}.`;
  }
}

/** What a program printed and displayed, a line or more for each; null when there was nothing. */
export function describeOutput(output: readonly Output[], maxChars: number): string | null {
  if (output.length === 0) return null;
  const lines: string[] = [];
  let left = maxChars;
  for (const line of output) {
    if (left <= 0) break;
    const text = describeLine(line, left);
    lines.push(text);
    left -= text.length + 1;
  }
  const rest = output.length - lines.length;
  return [...lines, ...(rest > 0 ? [`… ${rest} more lines`] : [])].join("\n");
}

function describeLine(line: Output, maxChars: number): string {
  if (line.kind === "display") return `[display] ${formatValue(line.value, { maxChars })}`;
  const level = line.level === "log" ? "" : `[${line.level}] `;
  return level + formatConsole(line.values, { maxChars });
}

function formatMs(ms: number): string {
  if (ms < 1) return "under 1 ms";
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${Number((ms / 1_000).toFixed(1))} s`;
}

function formatKiB(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KiB` : `${Number((bytes / 2 ** 20).toFixed(1))} MiB`;
}

/** In UTC, to the minute: a file is read elsewhere than where it was written. */
export function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
