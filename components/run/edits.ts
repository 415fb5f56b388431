import type { Execution } from "#lib/agent";
import type { Edit } from "#lib/chats";
import type { RunPart } from "./run-state.ts";
import { describeResult, describeVerdict } from "./words.ts";

/** A run's versions as the page knows them, and the one that is being written. */
export interface EditsState {
  /** Those the server keeps, oldest first; null while they are not known. */
  versions: readonly Edit[] | null;
  /** Why they are not; null when nobody has failed to read them. */
  trouble: string | null;
  /** The version that is shown; null for the run itself. */
  chosen: string | null;
  /** Whether the program is being edited. */
  editing: boolean;
  /** What was written over the chosen version and has not run; null when nothing was. */
  text: string | null;
  /** The run under way, and the last stage that was seen of it; null when none is. */
  underWay: { execution: Execution | null } | null;
  /** What came of the last attempt, where that is no version; null otherwise. */
  message: string | null;
}

/** How a reader changes a run's program. */
export interface RunEdits {
  state: EditsState;
  /** Why its program cannot be edited now; null when it can. */
  blocked: string | null;
  /** Why no version can be used in the answer now; null when one can. */
  unusable: string | null;
  edit: (editing: boolean) => void;
  choose: (version: string | null) => void;
  write: (text: string | null) => void;
  run: (code: string) => void;
  stop: () => void;
  reload: () => void;
  use: (version: Edit) => void;
}

/** The version that is shown; null for the run itself. */
export function findChosen({ versions, chosen }: EditsState): Edit | null {
  return versions?.find(({ id }) => id === chosen) ?? null;
}

/** A version as a run, under its own id: its values are not those of the run it was made from. */
export function toPart(part: RunPart, edit: Edit | null): RunPart {
  if (edit === null) return part;
  const { id, execution } = edit;
  const title = typeof part.input?.title === "string" ? part.input.title : "";
  return {
    type: "tool-execute_code",
    toolCallId: id,
    state: "output-available",
    input: { title, code: execution.program.written },
    output: execution,
  };
}

export function nameVersion(versions: readonly Edit[] | null, id: string | null): string {
  return id === null ? "Original" : `Edit ${(versions?.findIndex((edit) => edit.id === id) ?? -1) + 1}`;
}

/** Whether a version came to a result, which an answer can go on from. */
export function hasResult({ execution }: Edit): boolean {
  return execution.status === "finished" && execution.result.status === "completed";
}

/** What came of a program that was run and is no version, for the reader. */
export function describeUnkept(reason: "no-run" | "stopped" | "gone", last: Execution | null): string {
  switch (reason) {
    case "stopped":
      return "Stopped. It is no version; what you wrote is still here.";
    case "gone":
      return "It ran, but could not be kept: the chat, or this run, is not there any more.";
    case "no-run":
      return describeNoRun(last);
  }
}

function describeNoRun(last: Execution | null): string {
  if (last?.status === "refused")
    return `${describeVerdict(last.review.verdict)}: ${last.review.reason} It did not run.`;
  if (last?.status !== "finished") return "It did not run.";
  const words = describeResult(last.result);
  return last.review === null && last.result.status === "failed"
    ? `This is no program yet, so nobody reviewed it. ${words}`
    : words;
}
