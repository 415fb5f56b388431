import { memo } from "react";
import { Attempts, alone, Run, RunBoundary, type RunPart, readResult, runTitle } from "#components/run";
import { RunOfValues } from "#components/value";
import { QuestionText, Unverified } from "./question.tsx";

interface EditedRunProps {
  part: RunPart;
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
  inspected: boolean;
  onInspect: (toolCallId: string) => void;
}

/** A question that consists of a run which its author changed. */
export const EditedRun = memo(function EditedRun({ part, unverified, inspected, onInspect }: EditedRunProps) {
  return (
    <section>
      <h2 className="sr-only">Question</h2>
      {unverified && <Unverified />}
      <QuestionText text="I changed this program and ran it. Go on from its result." />
      <Attempts count={1}>
        <RunBoundary title={runTitle(part)}>
          <RunOfValues runId={part.toolCallId} kept unverified={unverified} result={readResult(part)}>
            <Run part={part} live={false} place={alone} inspected={inspected} onInspect={onInspect} />
          </RunOfValues>
        </RunBoundary>
      </Attempts>
    </section>
  );
});
