import { useState } from "react";
import { Changes } from "#components/ui";
import type { Edit } from "#lib/chats";
import { Console } from "./console.tsx";
import { type EditsState, findChosen, hasResult, nameVersion, type RunEdits, toPart } from "./edits.ts";
import { Section } from "./inspector-section.tsx";
import { CodeTab } from "./inspector-tabs.tsx";
import { Outcome, outcomeLabel } from "./outcome.tsx";
import { ProgramEditor } from "./program-editor.tsx";
import { type RunPart, type RunState, writtenCode } from "./run-state.ts";
import { VerdictLine } from "./verdict.tsx";
import { Versions } from "./versions.tsx";
import { describeRun, describeUnreviewed } from "./words.ts";

interface EditTabProps {
  /** The run itself. */
  part: RunPart;
  /** The version of it that is shown. */
  shown: RunPart;
  state: RunState;
  edits: RunEdits;
}

/** The program as something to be changed and run again, with all its versions. */
export function EditTab({ part, shown, state, edits }: EditTabProps) {
  const { versions, editing, trouble } = edits.state;
  const chosen = findChosen(edits.state);
  return (
    <>
      {/* There from the first, or its first words would not be spoken. */}
      <p aria-live="polite" className="sr-only">
        {describeProgress(edits.state) ??
          (chosen ? describeRun(nameVersion(versions, chosen.id), state) : "")}
      </p>
      {trouble !== null && edits.blocked === null && <Trouble words={trouble} onRetry={edits.reload} />}
      {versions !== null && versions.length > 0 && <Versions part={part} edits={edits} />}
      {editing ? (
        <ProgramEditor code={writtenCode(shown)} edits={edits} />
      ) : (
        <>
          <EditButton edits={edits} />
          <CodeTab part={shown} state={state} />
        </>
      )}
      {chosen && <Came name={nameVersion(versions, chosen.id)} state={state} />}
      {chosen && <UseButton edit={chosen} edits={edits} />}
      {chosen && <Comparison part={part} chosen={chosen} versions={versions ?? []} />}
    </>
  );
}

/** How an edit goes, in words that stand still, unlike the time beside it; null when there is nothing to be told of one. */
function describeProgress({ underWay, message }: EditsState): string | null {
  if (underWay === null) return message;
  return underWay.execution?.status === "running" ? "Reviewed, safe. Running." : "Reviewing.";
}

const button =
  "min-h-8 rounded-sm border border-rule-strong px-3 text-sm hover:border-accent hover:text-accent aria-disabled:border-rule aria-disabled:text-quiet pointer-coarse:min-h-10";

function EditButton({ edits: { blocked, edit, state } }: { edits: RunEdits }) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
      <button
        type="button"
        aria-disabled={blocked !== null}
        onClick={() => blocked === null && edit(true)}
        className={button}
      >
        Edit
      </button>
      <p className="min-w-0 flex-1 text-xs text-quiet">
        {blocked ??
          (state.text === null
            ? "Change the program and run it; this run stays as it is."
            : "Your edit has not run.")}
      </p>
    </div>
  );
}

/** What came of a version, which stands nowhere else in the page. */
function Came({ name, state }: { name: string; state: RunState }) {
  if (state.status !== "refused" && state.status !== "finished") return null;
  const { review } = state;
  const result = state.status === "finished" ? state.result : null;
  const output = result === null || result.status === "refused" ? [] : result.output;
  return (
    <Section title={`What came of ${name}`}>
      {review === null ? (
        <p className="text-sm text-quiet">{result && describeUnreviewed(result)}</p>
      ) : (
        <VerdictLine review={review} />
      )}
      {output.length > 0 && (
        <div className="mt-3">
          <Console output={output} maxLines={8} />
        </div>
      )}
      {result && (
        <div className="mt-3">
          <p className="sr-only">{outcomeLabel(result)}</p>
          <Outcome result={result} isAnswer />
        </div>
      )}
    </Section>
  );
}

function UseButton({ edit, edits: { unusable, use, state } }: { edit: Edit; edits: RunEdits }) {
  if (!hasResult(edit))
    return (
      <p className="mb-6 text-xs text-quiet">It came to no result, so it cannot be used in the answer.</p>
    );
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1">
      <button
        type="button"
        aria-disabled={unusable !== null}
        onClick={() => unusable === null && use(edit)}
        className={button}
      >
        Use in the answer
      </button>
      <p className="min-w-0 flex-1 text-xs text-quiet">
        {unusable ??
          (state.text === null
            ? "The model goes on from this result, on a branch of its own."
            : "The model goes on from this result. What you have written since has not run.")}
      </p>
    </div>
  );
}

type Other = "original" | "before";

interface ComparisonProps {
  part: RunPart;
  chosen: Edit;
  versions: readonly Edit[];
}

function Comparison({ part, chosen, versions }: ComparisonProps) {
  const [other, setOther] = useState<Other | null>(null);
  const parent = versions.find(({ id }) => id === chosen.parentId) ?? null;
  const base = other === "before" ? parent : null;
  const choices: [Other, string][] = [["original", "Original"]];
  if (parent) choices.push(["before", nameVersion(versions, parent.id)]);
  return (
    <Section title="Changes">
      <div className="mb-2 flex flex-wrap gap-2">
        {choices.map(([choice, name]) => (
          <button
            key={choice}
            type="button"
            aria-pressed={other === choice}
            onClick={() => setOther(other === choice ? null : choice)}
            className={`${button} aria-pressed:border-accent aria-pressed:text-accent`}
          >
            From {name}
          </button>
        ))}
      </div>
      {other !== null && (
        <Changes
          before={writtenCode(toPart(part, base))}
          after={chosen.execution.program.written}
          label={`Changes from ${nameVersion(versions, base?.id ?? null)} to ${nameVersion(versions, chosen.id)}`}
        />
      )}
    </Section>
  );
}

function Trouble({ words, onRetry }: { words: string; onRetry: () => void }) {
  return (
    <div className="mb-4 border-l-2 border-unavailable pl-4 text-sm">
      <p>The edits of this run could not be read. {words}</p>
      <button type="button" onClick={onRetry} className={`${button} mt-2`}>
        Try again
      </button>
    </div>
  );
}
