import { QuestionIcon } from "#components/ui";
import { isDrawn } from "#components/value";
import type { RunResult } from "#lib/sandbox";
import type { Place } from "./chains.ts";
import { Console, findSeen } from "./console.tsx";
import { Fold } from "./fold.tsx";
import { Ending, Outcome, outcomeLabel } from "./outcome.tsx";
import { PrintedSoFar } from "./printed-so-far.tsx";
import type { RunState } from "./run-state.ts";
import { Running } from "./running.tsx";
import { Stage } from "./stage.tsx";
import { VerdictLine } from "./verdict.tsx";
import { describeInterruption, describeUnreviewed, describeWithheld } from "./words.ts";

/** More lines than these are folded. */
const maxConsoleLines = 8;

/** What the review said, or that there is none. */
export function ReviewStage({ state }: { state: RunState }) {
  switch (state.status) {
    case "writing":
    case "broken":
      return null;
    case "reviewing":
      return (
        <Stage label="Review">
          <p className="text-sm text-quiet">Reviewing…</p>
        </Stage>
      );
    case "running":
      return (
        <Stage label="Review">
          <VerdictLine review={state.review} />
        </Stage>
      );
    case "refused":
      return (
        <Stage label="Review">
          <VerdictLine review={state.review} later={state.laterReviews} />
        </Stage>
      );
    case "finished":
      return (
        <Stage label="Review">
          {state.review === null ? (
            <p className="text-sm text-quiet">{describeUnreviewed(state.result)}</p>
          ) : (
            <VerdictLine review={state.review} later={state.laterReviews} />
          )}
        </Stage>
      );
    case "interrupted":
      return (
        <ReviewStage state={state.reached.status === "reviewing" ? { status: "writing" } : state.reached} />
      );
    case "withheld":
      return (
        <Stage label="Review">
          <p className="text-sm text-quiet">{describeWithheld(state)}</p>
        </Stage>
      );
  }
}

interface EndStagesProps {
  state: RunState;
  place: Place;
  open: boolean;
  ids: { console: string; result: string };
  onFound: () => void;
}

/** What the program printed, and what came of it. What is to be seen rather than read stays when the run is folded. */
export function EndStages({ state, place, open, ids, onFound }: EndStagesProps) {
  const fold = { open, onFound };
  switch (state.status) {
    case "writing":
    case "reviewing":
    case "refused":
    case "withheld":
      return null;
    case "running":
      return (
        <Fold id={ids.console} {...fold}>
          <Stage label="Run">
            {state.startedAt === null ? (
              <p className="text-sm text-quiet">Waiting for a free worker…</p>
            ) : (
              <Running limitMs={state.limitMs} />
            )}
          </Stage>
          <Printed state={state} />
        </Fold>
      );
    case "finished":
      return <Finished result={state.result} place={place} open={open} ids={ids} onFound={onFound} />;
    case "interrupted":
      return (
        <Fold id={ids.console} {...fold}>
          {state.reached.status === "running" && <Printed state={state.reached} />}
          <Stage label="Stopped">
            <Ending icon={<QuestionIcon />} colour="text-unavailable">
              {describeInterruption(state.reached.status)}
            </Ending>
          </Stage>
        </Fold>
      );
    case "broken":
      return (
        <Fold id={ids.console} {...fold}>
          <Stage label="No result">
            <Ending icon={<QuestionIcon />} colour="text-unavailable">
              This did not become a program that could run. {state.message}
            </Ending>
          </Stage>
        </Fold>
      );
  }
}

function Printed({ state: { printed } }: { state: Extract<RunState, { status: "running" }> }) {
  if (!printed) return null;
  return (
    <Stage label="Console">
      <PrintedSoFar printed={printed} />
    </Stage>
  );
}

interface FinishedProps extends Omit<EndStagesProps, "state"> {
  result: RunResult;
}

function Finished({ result, place, open, ids, onFound }: FinishedProps) {
  const output = result.status === "refused" ? [] : result.output;
  const isSeen = findSeen(output).size > 0;
  const stays = result.status === "completed" && (place.keepsResult || isDrawn(result.value));
  return (
    <>
      {output.length > 0 && (
        <Fold id={ids.console} open={open || isSeen} onFound={onFound}>
          <Stage label={open ? "Console" : "Displayed"}>
            <Console output={output} maxLines={maxConsoleLines} onlyDrawn={isSeen && !open} />
          </Stage>
        </Fold>
      )}
      <Fold id={ids.result} open={open || stays} onFound={onFound}>
        <Stage label={outcomeLabel(result)}>
          <Outcome result={result} isAnswer={place.isAnswer} />
        </Stage>
      </Fold>
    </>
  );
}
