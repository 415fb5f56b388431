import { useId } from "react";
import { nameVersion, type RunEdits, toPart } from "./edits.ts";
import { type RunPart, type RunState, readRun } from "./run-state.ts";
import { Verdict } from "./verdict.tsx";
import { describeStage } from "./words.ts";

/** The run and the versions that its reader made of it, one of which is shown. */
export function Versions({ part, edits }: { part: RunPart; edits: RunEdits }) {
  const name = useId();
  const { versions, chosen } = edits.state;
  const all = [null, ...(versions ?? [])];
  return (
    <fieldset className="mb-4 max-h-60 overflow-y-auto">
      <legend className="mb-1 text-xs text-quiet">Versions</legend>
      {all.map((edit) => {
        const id = edit?.id ?? null;
        return (
          <label
            key={id}
            className="flex cursor-pointer items-baseline gap-2.5 border-b border-rule px-1 py-1.5 text-sm hover:bg-sheet has-checked:bg-sheet pointer-coarse:py-2.5"
          >
            <input
              type="radio"
              name={name}
              checked={chosen === id}
              onChange={() => edits.choose(id)}
              className="translate-y-[0.1em] accent-accent"
            />
            <span className="min-w-16 font-semibold">{nameVersion(versions, id)}</span>
            <Came state={readRun(toPart(part, edit), false)} />
          </label>
        );
      })}
    </fieldset>
  );
}

/** Verdict and ending, each in a word. */
function Came({ state }: { state: RunState }) {
  const review = "review" in state ? state.review : null;
  return (
    <span className="flex flex-wrap gap-x-3 text-quiet">
      {review && <Verdict verdict={review.verdict} />}
      {describeStage(state)}
    </span>
  );
}
