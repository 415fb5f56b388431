import type { AnswerChunk } from "./answer.ts";
import type { Execution } from "./execution.ts";
import type { RunTimes, Span } from "./message.ts";

type Stage = "writing" | "reviewing" | "waiting" | "running";

interface Timed extends RunTimes {
  /** What is under way, and since when. */
  open: { stage: Stage; fromMs: number } | null;
}

/** Times what is done for each run of an answer, by the chunks that tell of it. */
export interface Times {
  note(chunk: AnswerChunk): void;
  /** What is known so far. */
  list(): RunTimes[];
}

export function createTimes(elapsedMs: () => number): Times {
  const runs = new Map<string, Timed>();
  let step = -1;
  /** When the last result of the step before came; null once the model has begun to answer it, and where there was none. */
  let unreadSinceMs: number | null = null;
  let lastResultMs: number | null = null;

  function begin(toolCallId: string): Timed {
    const known = runs.get(toolCallId);
    if (known) return known;
    const none = { writing: null, reviewing: null, waiting: null, running: null, reading: null };
    const run: Timed = { toolCallId, step, ...none, open: null };
    runs.set(toolCallId, run);
    return run;
  }

  /** Ends what is under way, and goes on with `stage` unless that is null. */
  function turn(run: Timed, stage: Stage | null): void {
    if (run.open?.stage === stage) return;
    const now = elapsedMs();
    if (run.open) run[run.open.stage] = { fromMs: run.open.fromMs, toMs: now };
    run.open = stage && { stage, fromMs: now };
  }

  /** The first piece of a step ends the reading of what the step before came to. */
  function notePiece(): void {
    if (unreadSinceMs === null) return;
    const reading: Span = { fromMs: unreadSinceMs, toMs: elapsedMs() };
    for (const run of runs.values()) if (run.step === step - 1) run.reading = reading;
    unreadSinceMs = null;
  }

  return {
    note(chunk) {
      switch (chunk.type) {
        case "start-step":
          step += 1;
          unreadSinceMs = lastResultMs;
          lastResultMs = null;
          break;
        case "text-delta":
          notePiece();
          break;
        case "tool-input-start":
          notePiece();
          if (chunk.toolName === "execute_code") turn(begin(chunk.toolCallId), "writing");
          break;
        case "tool-input-available":
        case "tool-input-error":
          notePiece();
          if (chunk.toolName === "execute_code") turn(begin(chunk.toolCallId), null);
          break;
        case "tool-output-available": {
          const run = runs.get(chunk.toolCallId);
          if (run) turn(run, chunk.preliminary ? readStage(chunk.output as Execution) : null);
          if (!chunk.preliminary) lastResultMs = elapsedMs();
          break;
        }
        case "tool-output-error":
          lastResultMs = elapsedMs();
      }
    },
    list: () => [...runs.values()].map(({ open: _, ...times }) => times),
  };
}

function readStage(execution: Execution): Stage | null {
  switch (execution.status) {
    case "reviewing":
      return "reviewing";
    case "running":
      return execution.startedAt === null ? "waiting" : "running";
    case "refused":
    case "finished":
    case "withheld":
      return null;
  }
}
