import { Code, QuestionIcon } from "#components/ui";
import { useReader, writeNumber } from "#components/value";
import type { Printed } from "#lib/agent";
import { Console } from "./console.tsx";
import { Ending, Outcome, outcomeLabel } from "./outcome.tsx";
import { type Attempt, type RunPart, type RunState, readRun, runTitle, writtenCode } from "./run-state.ts";
import { Running } from "./running.tsx";
import { Stage } from "./stage.tsx";
import { VerdictLine } from "./verdict.tsx";
import {
  describeInterruption,
  describeStage,
  describeUnreviewed,
  describeWithheld,
  formatBytes,
  formatMs,
} from "./words.ts";

interface RunProps {
  part: RunPart;
  /** Whether the answer is still arriving. */
  live: boolean;
  attempt: Attempt;
  /** Nothing follows this run in its answer, so its result is the answer. */
  isAnswer: boolean;
  inspected: boolean;
  onInspect: (toolCallId: string) => void;
}

/** Focus returns here when the panel closes. */
export const inspectButtonId = (toolCallId: string) => `inspect-${toolCallId}`;

/** More lines than these are folded. */
const maxCodeLines = 12;
const maxConsoleLines = 8;

/** One program in the conversation: what it is for, its code, the verdict on it and what came of it. */
export function Run({ part, live, attempt, isAnswer, inspected, onInspect }: RunProps) {
  const state = readRun(part, live);
  const title = runTitle(part);
  const code = writtenCode(part);
  const headingId = `run-${part.toolCallId}`;
  return (
    <article
      aria-label={`Run: ${title}`}
      data-status={state.status === "broken" ? "finished" : state.status}
      data-outcome={readOutcome(state)}
      className="my-6 border-l border-rule-strong pl-4 @3xl:pl-5"
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3
          id={headingId}
          className="min-w-0 flex-1 text-sm @xl:flex-initial font-semibold [overflow-wrap:anywhere]"
        >
          {title}
        </h3>
        <p className="order-last basis-full text-xs text-quiet tabular-nums @xl:order-none @xl:basis-auto">
          {attempt.total > 1 && `Attempt ${attempt.number} of ${attempt.total} · `}
          {describeStage(state)}
          <Cost state={state} />
        </p>
        <button
          type="button"
          id={inspectButtonId(part.toolCallId)}
          aria-expanded={inspected}
          aria-describedby={headingId}
          onClick={() => onInspect(part.toolCallId)}
          className="ml-auto rounded-sm py-1 text-xs text-quiet underline decoration-rule-strong underline-offset-3 hover:text-ink noscript:hidden"
        >
          Inspect
        </button>
      </header>
      {code !== "" && (
        <Stage label="Program">
          <Code
            code={code.replace(/\n+$/, "")}
            label={`Code: ${title}`}
            markedLine={markedLine(state)}
            maxLines={maxCodeLines}
            writing={state.status === "writing"}
          />
        </Stage>
      )}
      <Stages state={state} isAnswer={isAnswer} />
    </article>
  );
}

function Stages({ state, isAnswer }: { state: RunState; isAnswer: boolean }) {
  switch (state.status) {
    case "writing":
      return null;
    case "reviewing":
      return (
        <Stage label="Review">
          <p className="text-sm text-quiet">Reviewing…</p>
        </Stage>
      );
    case "running":
      return (
        <>
          <Stage label="Review">
            <VerdictLine review={state.review} />
          </Stage>
          <Stage label="Run">
            {state.startedAt === null ? (
              <p className="text-sm text-quiet">Waiting for a free worker…</p>
            ) : (
              <Running limitMs={state.limitMs} />
            )}
          </Stage>
          <PrintedSoFar printed={state.printed} />
        </>
      );
    case "refused":
      return (
        <Stage label="Review">
          <VerdictLine review={state.review} later={state.laterReviews} />
        </Stage>
      );
    case "finished":
      return <Finished state={state} isAnswer={isAnswer} />;
    case "interrupted":
      return (
        <>
          {state.reached.status === "running" && (
            <Stage label="Review">
              <VerdictLine review={state.reached.review} />
            </Stage>
          )}
          {state.reached.status === "running" && <PrintedSoFar printed={state.reached.printed} />}
          <Stage label="Stopped">
            <Ending icon={<QuestionIcon />} colour="text-unavailable">
              {describeInterruption(state.reached.status)}
            </Ending>
          </Stage>
        </>
      );
    case "withheld":
      return (
        <Stage label="Review">
          <p className="text-sm text-quiet">{describeWithheld(state.refusals)}</p>
        </Stage>
      );
    case "broken":
      return (
        <Stage label="No result">
          <Ending icon={<QuestionIcon />} colour="text-unavailable">
            This did not become a program that could run. {state.message}
          </Ending>
        </Stage>
      );
  }
}

function PrintedSoFar({ printed }: { printed: Printed | undefined }) {
  const reader = useReader();
  if (!printed) return null;
  const lines = printed.lines.slice(-maxConsoleLines);
  const earlier = printed.earlier + printed.lines.length - lines.length;
  return (
    <Stage label="Console">
      {earlier > 0 && (
        <p className="mb-1 text-xs text-quiet tabular-nums">
          {writeNumber(earlier, reader)} earlier {earlier === 1 ? "line" : "lines"}
        </p>
      )}
      <Console output={lines} />
    </Stage>
  );
}

function Finished({
  state,
  isAnswer,
}: {
  state: Extract<RunState, { status: "finished" }>;
  isAnswer: boolean;
}) {
  const { review, result } = state;
  const later = "laterReviews" in state ? state.laterReviews : [];
  const output = result.status === "refused" ? [] : result.output;
  return (
    <>
      <Stage label="Review">
        {review === null ? (
          <p className="text-sm text-quiet">{describeUnreviewed(result)}</p>
        ) : (
          <VerdictLine review={review} later={later} />
        )}
      </Stage>
      {output.length > 0 && (
        <Stage label="Console">
          <Console output={output} maxLines={maxConsoleLines} />
        </Stage>
      )}
      <Stage label={outcomeLabel(result)}>
        <Outcome result={result} isAnswer={isAnswer} />
      </Stage>
    </>
  );
}

function Cost({ state }: { state: RunState }) {
  const reader = useReader();
  if (state.status !== "finished" || state.result.status === "refused" || state.review === null) return null;
  const { wallMs, peakMemoryBytes } = state.result.cost;
  const word = state.result.status === "completed" ? "in" : "after";
  return ` ${word} ${formatMs(wallMs, reader)} · ${formatBytes(peakMemoryBytes, reader)}`;
}

function markedLine(state: RunState): number | null {
  return state.status === "finished" && state.result.status === "failed" ? state.result.error.line : null;
}

function readOutcome(state: RunState): string | undefined {
  if (state.status === "finished") return state.result.status;
  if (state.status === "refused" || state.status === "withheld") return "refused";
  return state.status === "broken" ? "crashed" : undefined;
}
