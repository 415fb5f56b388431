import { useRef, useState } from "react";
import { Changes, Code } from "#components/ui";
import { needsAttention } from "./attention.ts";
import type { Place } from "./chains.ts";
import { Fold } from "./fold.tsx";
import { useFolding } from "./folding.ts";
import { RunHeader } from "./run-header.tsx";
import { EndStages, ReviewStage } from "./run-stages.tsx";
import { type RunPart, type RunState, readRun, runTitle, writtenCode } from "./run-state.ts";
import { Stage } from "./stage.tsx";

interface RunProps {
  part: RunPart;
  /** Whether the answer is still arriving. */
  live: boolean;
  place: Place;
  inspected: boolean;
  onInspect: (toolCallId: string) => void;
}

/** More lines than these are folded. */
const maxCodeLines = 12;

/** One program in the conversation: what it is for, its code, the verdict on it and what came of it. Belongs into `Attempts`. */
export function Run({ part, live, place, inspected, onInspect }: RunProps) {
  const { toolCallId } = part;
  const state = readRun(part, live);
  const title = runTitle(part);
  const code = writtenCode(part);
  const article = useRef<HTMLElement>(null);
  const [open, choose] = useFolding(toolCallId, needsAttention(state, place), article);
  const [comparing, setComparing] = useState(false);
  const { before } = place;
  // A program that is half written differs from any other.
  const isWhole = code !== "" && part.state !== "input-streaming";
  const ids = foldIds(toolCallId);
  const reveal = () => choose(true);
  return (
    <article
      ref={article}
      aria-label={`Run: ${title}`}
      data-status={state.status === "broken" ? "finished" : state.status}
      data-outcome={readOutcome(state)}
      className="not-first:mt-4"
    >
      <RunHeader
        runId={toolCallId}
        title={title}
        state={state}
        attempt={place.attempt}
        open={open}
        controls={ids.program}
        onToggle={() => choose(!open)}
        changes={before !== null && isWhole ? comparing : null}
        onChanges={() => setComparing(!comparing)}
        inspected={inspected}
        onInspect={() => onInspect(toolCallId)}
      />
      {comparing && before !== null && isWhole && (
        <Stage label="Changes">
          <Changes
            before={writtenCode(before)}
            after={code}
            label={`Changes from attempt ${place.attempt.number - 1}`}
          />
        </Stage>
      )}
      <Fold id={ids.program} open={open} onFound={reveal}>
        {code !== "" && <Program code={code} label={`Code: ${title}`} state={state} open={open} />}
        <ReviewStage state={state} />
      </Fold>
      <EndStages state={state} place={place} open={open} ids={ids} onFound={reveal} />
    </article>
  );
}

interface ProgramProps {
  code: string;
  label: string;
  state: RunState;
  open: boolean;
}

function Program({ code, label, state, open }: ProgramProps) {
  return (
    <Stage label="Program">
      <Code
        code={code.replace(/\n+$/, "")}
        label={label}
        // Where it is folded nobody sees its colours, and they are most of what a long chat is made of.
        language={open ? "js" : "text"}
        markedLine={markedLine(state)}
        maxLines={maxCodeLines}
        writing={state.status === "writing"}
      />
    </Stage>
  );
}

function foldIds(toolCallId: string) {
  return {
    program: `program-${toolCallId}`,
    console: `console-${toolCallId}`,
    result: `result-${toolCallId}`,
  };
}

function markedLine(state: RunState): number | null {
  return state.status === "finished" && state.result.status === "failed" ? state.result.error.line : null;
}

function readOutcome(state: RunState): string | undefined {
  if (state.status === "finished") return state.result.status;
  if (state.status === "refused" || state.status === "withheld") return "refused";
  return state.status === "broken" ? "crashed" : undefined;
}
