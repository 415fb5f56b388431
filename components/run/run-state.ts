import type { ChatMessage, Execution } from "#lib/agent";
import type { RunResult } from "#lib/sandbox";

/** The part of an answer that holds one program, from its first character to its result. */
export type RunPart = Extract<ChatMessage["parts"][number], { type: "tool-execute_code" }>;

export type RunState =
  | { status: "writing" }
  | Execution
  /** The answer ended while this was under way; `reached` is the last that was seen of it. */
  | { status: "interrupted"; reached: Unfinished }
  /** The call never became a program: what the model wrote was no valid call, or we failed. */
  | { status: "broken"; message: string };

type Unfinished = { status: "writing" } | Extract<Execution, { status: "reviewing" | "running" }>;

/** `live` says whether the answer is still arriving. */
export function readRun(part: RunPart, live: boolean): RunState {
  const state = readPart(part);
  switch (state.status) {
    case "writing":
    case "reviewing":
    case "running":
      return live ? state : { status: "interrupted", reached: state };
    case "refused":
    case "finished":
    case "withheld":
    case "broken":
      return state;
  }
}

function readPart(part: RunPart): Unfinished | Execution | { status: "broken"; message: string } {
  switch (part.state) {
    case "input-streaming":
    case "input-available":
    case "approval-requested":
    case "approval-responded":
      return { status: "writing" };
    case "output-available":
      return part.output;
    case "output-error":
      return { status: "broken", message: part.errorText };
    case "output-denied":
      return { status: "broken", message: "The call was denied." };
  }
}

/** The ids of all the runs of a conversation, in their order. */
export function listRuns(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "tool-execute_code" ? [part.toolCallId] : [])),
  );
}

/** The program as it was written, as far as it is known. */
export function writtenCode(part: RunPart): string {
  if (part.state === "output-available") return part.output.program.written;
  return typeof part.input?.code === "string" ? part.input.code : "";
}

export function runTitle(part: RunPart): string {
  const title = typeof part.input?.title === "string" ? part.input.title.trim() : "";
  return title === "" ? "Program" : title;
}

/** `total` grows while the model repairs. */
export interface Attempt {
  number: number;
  total: number;
}

/** Which attempt each run is: a run follows an attempt when the one before it did not complete. */
export function countAttempts(parts: RunPart[]): Attempt[] {
  const chains: RunPart[][] = [];
  let open: RunPart[] | null = null;
  for (const part of parts) {
    if (open) open.push(part);
    else {
      open = [part];
      chains.push(open);
    }
    if (completed(part)) open = null;
  }
  return chains.flatMap((chain) => chain.map((_, index) => ({ number: index + 1, total: chain.length })));
}

export function completed(part: RunPart): boolean {
  return (
    part.state === "output-available" &&
    part.output.status === "finished" &&
    part.output.result.status === "completed"
  );
}

/** What came of it; null while nothing has, and where nothing can. */
export function readResult(part: RunPart): RunResult | null {
  return part.state === "output-available" && part.output.status === "finished" ? part.output.result : null;
}
