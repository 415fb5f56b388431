import { useMemo } from "react";
import { ChevronRightIcon } from "#components/ui";
import { describeSize, type Reader, useReader } from "#components/value";
import { cutText, type Value } from "#lib/value";
import type { Attempt, RunState } from "./run-state.ts";
import { Verdict } from "./verdict.tsx";
import { describeResult, describeStage, describeWithheld, formatMs } from "./words.ts";

interface RunHeaderProps {
  runId: string;
  title: string;
  state: RunState;
  attempt: Attempt;
  open: boolean;
  /** Of the first element that it folds and unfolds. */
  controls: string;
  onToggle: () => void;
  /** Whether the changes from the attempt before are shown; null where there are none to show. */
  changes: boolean | null;
  onChanges: () => void;
  inspected: boolean;
  onInspect: () => void;
}

/** Focus returns here when the panel closes. */
export const inspectButtonId = (toolCallId: string) => `inspect-${toolCallId}`;

const titleId = (runId: string) => `run-${runId}`;

/** More of what went wrong stands in the run itself. */
const maxTroubleChars = 300;

const button =
  "relative rounded-sm py-1 text-xs text-quiet underline decoration-rule-strong underline-offset-3 hover:text-ink aria-pressed:text-accent aria-pressed:decoration-accent noscript:hidden";

/** A run in a line: what it is for, verdict, time and how much came of it. Folds and unfolds the rest. */
export function RunHeader({ runId, title, state, attempt, open, ...props }: RunHeaderProps) {
  const factsId = `facts-${runId}`;
  const trouble = open ? null : describeTrouble(state);
  return (
    <header className="group/header relative flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <h3 className="min-w-0 flex-1 text-sm font-semibold [overflow-wrap:anywhere] @xl:flex-initial">
        <button
          type="button"
          id={titleId(runId)}
          aria-expanded={open}
          aria-controls={props.controls}
          aria-describedby={factsId}
          onClick={props.onToggle}
          // All of the line can be pressed, but for what else stands in it.
          className="flex items-baseline gap-1.5 py-1 text-left before:absolute before:inset-0 noscript:hidden"
        >
          <span
            className={`flex h-lh shrink-0 items-center self-start text-quiet transition-transform group-hover/header:text-ink motion-reduce:transition-none ${open ? "rotate-90" : ""}`}
          >
            <ChevronRightIcon />
          </span>
          <span className="min-w-0">{title}</span>
        </button>
        <noscript>{title}</noscript>
      </h3>
      <p
        id={factsId}
        className="order-last flex basis-full flex-wrap items-baseline gap-x-2 text-xs text-quiet tabular-nums @xl:order-none @xl:min-w-40 @xl:flex-1 @xl:basis-0"
      >
        <Facts state={state} attempt={attempt} />
      </p>
      <HeaderButtons runId={runId} {...props} />
      {trouble !== null && (
        <p className="order-last basis-full truncate pb-1 text-xs text-unsafe noscript:hidden">{trouble}</p>
      )}
    </header>
  );
}

type ButtonsProps = Pick<RunHeaderProps, "runId" | "changes" | "onChanges" | "inspected" | "onInspect">;

function HeaderButtons({ runId, changes, onChanges, inspected, onInspect }: ButtonsProps) {
  return (
    <span className="ml-auto flex shrink-0 gap-3">
      {changes !== null && (
        <button
          type="button"
          aria-pressed={changes}
          aria-describedby={titleId(runId)}
          onClick={onChanges}
          className={button}
        >
          Changes
        </button>
      )}
      <button
        type="button"
        id={inspectButtonId(runId)}
        aria-expanded={inspected}
        aria-describedby={titleId(runId)}
        onClick={onInspect}
        className={button}
      >
        Inspect
      </button>
    </span>
  );
}

function Facts({ state, attempt }: { state: RunState; attempt: Attempt }) {
  const reader = useReader();
  const reached = state.status === "interrupted" ? state.reached : state;
  const review = "review" in reached ? reached.review : null;
  const value =
    state.status === "finished" && state.result.status === "completed" ? state.result.value : null;
  return (
    <>
      {attempt.total > 1 && (
        <span>
          Attempt {attempt.number} of {attempt.total}
        </span>
      )}
      {review && <Verdict verdict={review.verdict} />}
      <span>
        {describeStage(state)}
        {describeTime(state, reader)}
      </span>
      <Size value={value} />
    </>
  );
}

function Size({ value }: { value: Value }) {
  const reader = useReader();
  const size = useMemo(() => describeSize(value, reader), [value, reader]);
  return size !== null && <span>{size}</span>;
}

function describeTime(state: RunState, reader: Reader): string | null {
  if (state.status !== "finished" || state.result.status === "refused" || state.review === null) return null;
  return ` ${state.result.status === "completed" ? "in" : "after"} ${formatMs(state.result.cost.wallMs, reader)}`;
}

/** What went wrong, for a line; null where nothing did, or nothing has yet. */
function describeTrouble(state: RunState): string | null {
  switch (state.status) {
    case "writing":
    case "reviewing":
    case "running":
    case "interrupted":
      return null;
    case "refused":
      return cutText(state.review.reason, maxTroubleChars);
    case "withheld":
      return describeWithheld(state);
    case "broken":
      return cutText(state.message, maxTroubleChars);
    case "finished":
      return state.result.status === "completed"
        ? null
        : cutText(describeResult(state.result), maxTroubleChars);
  }
}
