import type { FinishReason } from "ai";
import type { AnswerChunk, AnswerRequest } from "./answer.ts";
import { countRefused, type Execution } from "./execution.ts";
import { describeFailure } from "./failure.ts";
import type { AnswerMetadata, FailureCause } from "./message.ts";
import { createMeter } from "./meter.ts";
import type { Shortened } from "./shortened.ts";
import { createTimes } from "./times.ts";

type Ending = Pick<AnswerMetadata, "status" | "failure">;

/** What is known of an answer that begins now. */
export function beginMetadata(model: AnswerRequest["model"]): AnswerMetadata {
  return {
    model: model.name,
    demo: model.demo,
    status: "answering",
    failure: null,
    stepLimitReached: null,
    refusalLimitReached: null,
    ...createMeter(() => null).read(false),
    course: { steps: [], runs: [] },
  };
}

/** Keeps what is known of one answer besides its parts, while it comes. */
export function createRecord({ model, limits, cost, signal }: AnswerRequest) {
  const meter = createMeter(cost);
  const times = createTimes(meter.elapsedMs);
  let ending: Ending | null = null;
  let startedSteps = 0;
  /** Whether the last step has a word for the reader. */
  let answered = false;
  let refusedInARow = 0;
  /** Programs that were looked at. */
  let runs = 0;
  let shortened: Shortened | null = null;

  function tell(end: Ending): AnswerMetadata {
    return {
      model: model.name,
      demo: model.demo,
      ...end,
      stepLimitReached: ending && startedSteps >= limits.steps ? limits.steps : null,
      refusalLimitReached: ending && refusedInARow >= limits.refusals ? limits.refusals : null,
      ...(ending && runs >= limits.runs && { runLimitReached: limits.runs }),
      ...(shortened && { shortened }),
      ...meter.read(ending !== null),
      course: { steps: meter.listSteps(), runs: times.list() },
    };
  }

  return {
    addUsage: meter.addUsage,
    /** What the model could not be given of the conversation, for its length. */
    noteShortened(left: Shortened) {
      if (left.runs > 0 || left.messages > 0) shortened = left;
    },
    /** Takes note of a chunk that the reader gets. */
    note(chunk: AnswerChunk) {
      times.note(chunk);
      if (chunk.type.startsWith("tool-")) meter.noteFirst();
      if (chunk.type === "start-step") {
        startedSteps += 1;
        answered = false;
      } else if (chunk.type === "text-delta") {
        meter.noteFirst();
        answered ||= chunk.delta.trim() !== "";
      } else if (chunk.type === "tool-output-available" && !chunk.preliminary) {
        const execution = chunk.output as Execution;
        refusedInARow = countRefused(refusedInARow, execution);
        if (execution.status !== "withheld") runs += 1;
      }
    },
    fail(cause: FailureCause) {
      ending = fail(cause);
    },
    /** It was aborted: by whoever stopped it, or by its time limit. */
    stop() {
      ending = signal.aborted ? stopped : fail("timeout");
    },
    /** Its stream broke. */
    breakOff(cause: FailureCause) {
      ending = signal.aborted ? stopped : fail(cause);
    },
    /** The model ended it; what went wrong before counts all the same. */
    finish(reason: FinishReason | undefined) {
      ending ??= readFinish(reason);
    },
    /** What is known while it goes on. */
    read: () => tell({ status: "answering", failure: null }),
    /** What is known when nothing more will come. */
    end(): AnswerMetadata {
      ending ??= fail("cut-off");
      if (ending.status === "complete" && !answered) ending = fail("no-answer");
      return tell(ending);
    },
  };
}

const stopped: Ending = { status: "stopped", failure: null };

function fail(cause: FailureCause): Ending {
  return { status: "failed", failure: describeFailure(cause) };
}

/** How an answer ended that nothing interrupted on our side. */
function readFinish(reason: FinishReason | undefined): Ending {
  switch (reason) {
    case "length":
      return fail("length");
    case "content-filter":
      return fail("declined");
    case "interrupted":
      return fail("cut-off");
    case "error":
      // A provider may say that it failed and no more.
      return fail("provider");
    default:
      return { status: "complete", failure: null };
  }
}
