import type { Failed, Output, Program, Refused, RunResult, Unreadable } from "#lib/sandbox";
import { cutText, formatConsole, formatValue, showHidden } from "#lib/value";
import type { Execution } from "./execution.ts";

/** How much of an outcome the model reads, in characters. */
export const defaultOutcomeChars = 12_000;

/** How much of the line that failed, in characters. */
const sourceChars = 200;

/**
 * What the model is told of a program: a short text of about `maxChars` at most, two thirds of them for the result and one for the
 * console. What a person who read it would not see stands there as an escape. It never throws, and has no half of a surrogate pair:
 * each later question of a chat is asked with it, and a provider refuses such a half.
 */
export function describeOutcome(execution: Execution, maxChars = defaultOutcomeChars): string {
  const room = { resultChars: Math.floor((maxChars * 2) / 3), consoleChars: Math.floor(maxChars / 3) };
  try {
    return showHidden(describeExecution(execution, room)).toWellFormed();
  } catch {
    return "Error: what became of the program could not be put into words. The program is not to blame, and its result is not known here.";
  }
}

/** How much of a result and of a console is told, in characters. */
interface Room {
  resultChars: number;
  consoleChars: number;
}

function describeExecution(execution: Execution, room: Room): string {
  switch (execution.status) {
    case "reviewing":
    case "running":
      return "Error: the program was interrupted before it came to an end. There is no result.";
    case "refused": {
      const { verdict, category, reason } = execution.review;
      return verdict === "unavailable"
        ? `Error: the review of the program was not available, so it did not run. Nobody judged it. ${reason}`
        : `Error: the review refused the program, so it did not run. Category: ${category}. Reason: ${reason}`;
    }
    case "withheld":
      return "runs" in execution
        ? `Error: all ${execution.runs} programs of this answer were used, so this one was not looked at and did not run. Answer without a program.`
        : `Error: the review let none of the last ${execution.refusals} programs run, so this one was not looked at and did not run. Answer without a program.`;
    case "finished":
      return describeResult(execution.result, execution.program, room);
  }
}

function describeResult(result: RunResult, program: Program | Unreadable, room: Room): string {
  const { resultChars, consoleChars } = room;
  switch (result.status) {
    case "completed":
      return `Result: ${show(formatValue(result.value, { maxChars: resultChars }), resultChars)}${describeConsole(result.output, consoleChars)}`;
    case "failed":
      return `Error: ${describeError(result.error, program.written, resultChars)}${describeConsole(result.output, consoleChars)}`;
    case "stopped":
      return `Error: ${describeStop(result)}${describeConsole(result.output, consoleChars)}`;
    case "refused":
      return `Error: ${describeRefusal(result)}`;
    case "crashed":
      return "Error: the sandbox itself failed; the program is not to blame. Running it again may help.";
  }
}

function describeError(
  { name, message, line, column }: Failed["error"],
  written: string,
  resultChars: number,
): string {
  const words = cutText(showHidden(`${name}: ${message}`), resultChars);
  const source = line === null ? undefined : written.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1];
  if (source === undefined) return words;
  const place = column === null ? `line ${line}` : `line ${line}, column ${column}`;
  return `${words}\n  at ${place}: ${cutText(showHidden(source.trim()), sourceChars)}`;
}

function describeStop({ reason, limit }: Extract<RunResult, { status: "stopped" }>): string {
  switch (reason) {
    case "time":
      return `the program was stopped after ${(limit ?? 0) / 1000} seconds, its time limit. Make it do less or end sooner.`;
    case "memory":
      return `the program was stopped because it needed more than ${(limit ?? 0) / 2 ** 20} MiB of memory.`;
    case "output":
      return `the program was stopped because it printed more than ${(limit ?? 0) / 1024} KiB. Print less.`;
    case "aborted":
      return "the program was stopped by the person who asked.";
  }
}

function describeRefusal(refused: Refused): string {
  switch (refused.reason) {
    case "busy":
      return "too many programs are waiting to run, so this one did not start. Running it again in a moment may help.";
    case "closed":
      return "the server is shutting down, so the program did not start.";
    case "too-long":
      return `the program is too long to run: more than ${refused.limit / 1024} KiB. Write a shorter one.`;
  }
}

function describeConsole(output: Output[], consoleChars: number): string {
  if (output.length === 0) return "";
  const lines: string[] = [];
  let left = consoleChars;
  // What the model will not read is not written out either: a line may take a while.
  for (const line of output) {
    if (left <= 0) break;
    const text = describeOutput(line, left);
    lines.push(text);
    left -= text.length + 1;
  }
  const rest = output.length - lines.length;
  return `\nConsole:\n${lines.join("\n")}${rest > 0 ? `, and ${rest} more lines` : ""}`;
}

function describeOutput(output: Output, maxChars: number): string {
  switch (output.kind) {
    case "display":
      return `[display] ${show(formatValue(output.value, { maxChars }), maxChars)}`;
    case "console": {
      const level = output.level === "log" ? "" : `[${output.level}] `;
      return level + show(formatConsole(output.values, { maxChars }), maxChars);
    }
  }
}

/** A text that was cut already. An escape is longer than what it stands for, so where there is one it is cut once more. */
function show(text: string, maxChars: number): string {
  const shown = showHidden(text);
  return shown === text ? text : cutText(shown, maxChars, { units: 0, uncounted: true });
}
