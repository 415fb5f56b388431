import { type RefObject, useEffect, useId, useRef } from "react";
import type { RunEdits } from "./edits.ts";
import { useCodeEditor } from "./loaded-code-editor.ts";
import { PrintedSoFar } from "./printed-so-far.tsx";
import { Running } from "./running.tsx";

/** What an editor of text is given, whichever it is. */
export interface EditorProps {
  value: string;
  /** Of the element that says how it is used. */
  hintId: string;
  /** Where the caret stands at first, in UTF-16 units. */
  caret: RefObject<number>;
  onChange: (value: string, caret: number) => void;
  onRun: () => void;
}

/** The program in an editor, and what goes on with it. */
export function ProgramEditor({ code, edits }: { code: string; edits: RunEdits }) {
  const { text, underWay, message } = edits.state;
  const hintId = useId();
  const caret = useRef(0);
  const CodeEditor = useCodeEditor();
  const value = text ?? code;
  const blocked = edits.blocked ?? (value.trim() === "" ? "There is nothing to run." : null);
  const Editor = CodeEditor ?? PlainEditor;

  function run() {
    if (blocked === null && underWay === null) edits.run(value);
  }

  return (
    <section aria-label="Editing the program" className="mb-6">
      <Editor
        value={value}
        hintId={hintId}
        caret={caret}
        onChange={(written, at) => {
          caret.current = at;
          edits.write(written === code ? null : written);
        }}
        onRun={run}
      />
      <p id={hintId} className="mt-2 text-xs text-quiet">
        Ctrl+Enter or ⌘Enter runs it. {CodeEditor ? "Tab indents; Escape, then Tab leaves the editor." : null}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2 text-sm">
        {/* One element for both, so that focus stays where it is. */}
        <button
          type="button"
          aria-disabled={underWay === null && blocked !== null}
          title={blocked ?? undefined}
          onClick={(event) => {
            if (underWay === null) run();
            // The second click of a double click on Run is not meant for Stop.
            else if (event.detail < 2) edits.stop();
          }}
          className="min-h-8 rounded-sm bg-accent px-3 font-medium text-accent-paper aria-disabled:opacity-60 pointer-coarse:min-h-10"
        >
          {underWay ? "Stop" : "Run"}
        </button>
        {text !== null && (
          <button
            type="button"
            onClick={() => edits.write(null)}
            className="min-h-8 rounded-sm border border-rule-strong px-3 hover:border-accent hover:text-accent pointer-coarse:min-h-10"
          >
            Undo all changes
          </button>
        )}
        <button
          type="button"
          onClick={() => edits.edit(false)}
          className="min-h-8 rounded-sm border border-rule-strong px-3 hover:border-accent hover:text-accent pointer-coarse:min-h-10"
        >
          Close the editor
        </button>
      </div>
      {underWay && (
        <div className="mt-3 text-sm">
          <Progress edits={edits} />
        </div>
      )}
      {message !== null && (
        <p className="mt-3 border-l-2 border-unavailable pl-4 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
          {message}
        </p>
      )}
    </section>
  );
}

function Progress({ edits: { state } }: { edits: RunEdits }) {
  const execution = state.underWay?.execution;
  if (execution?.status !== "running") return <p className="text-quiet">Reviewing…</p>;
  if (execution.startedAt === null) return <p className="text-quiet">Waiting for a free worker…</p>;
  return (
    <>
      <Running limitMs={execution.limitMs} />
      {execution.printed && (
        <div className="mt-3">
          <PrintedSoFar printed={execution.printed} />
        </div>
      )}
    </>
  );
}

/** Until the other is loaded, and where it cannot be. */
function PlainEditor({ value, hintId, caret, onChange, onRun }: EditorProps) {
  const textarea = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    textarea.current?.focus({ preventScroll: true });
    textarea.current?.setSelectionRange(caret.current, caret.current);
  }, [caret]);
  return (
    <textarea
      ref={textarea}
      aria-label="The program"
      aria-describedby={hintId}
      value={value}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      wrap="off"
      onChange={({ target }) => onChange(target.value, target.selectionStart)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onRun();
      }}
      className="field-sizing-content block max-h-[60vh] min-h-32 w-full resize-y border border-rule bg-sheet p-2 font-mono text-[0.8125rem] leading-[1.6]"
    />
  );
}
