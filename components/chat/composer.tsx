import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ArrowUpIcon, StopIcon } from "#components/ui";
import type { StopState } from "./use-conversation.ts";

interface ComposerProps {
  maxChars: number;
  /** False until the page can act on what it is given. */
  ready: boolean;
  live: boolean;
  stopState: StopState;
  onAsk: (text: string) => void;
  onStop: () => void;
  textareaId: string;
  /** Stands below: who is asked. */
  children: ReactNode;
}

/** From this share of the longest question on, the count is shown. */
const countFrom = 0.8;

export function Composer({
  maxChars,
  ready,
  live,
  stopState,
  onAsk,
  onStop,
  textareaId,
  children,
}: ComposerProps) {
  const [draft, setDraft] = useState("");
  const textarea = useRef<HTMLTextAreaElement>(null);
  // What was typed before the page was ready is in the document only.
  useEffect(() => setDraft((known) => textarea.current?.value || known), []);
  const tooLong = draft.length > maxChars;

  function ask(event: FormEvent) {
    event.preventDefault();
    if (live || tooLong) return;
    if (draft.trim() === "") {
      textarea.current?.focus();
      return;
    }
    onAsk(draft.trim());
    setDraft("");
  }

  function askOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter also ends a composition; Safari reports that one by its old key code only.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form onSubmit={ask} aria-label="Ask a question">
      <div className="flex items-end gap-2 border-b-2 border-rule-strong pb-1.5 focus-within:border-accent">
        <textarea
          id={textareaId}
          ref={textarea}
          aria-label="Your question"
          aria-describedby={`${textareaId}-hint`}
          aria-invalid={tooLong || undefined}
          placeholder="Ask a question"
          rows={Math.min(8, draft.split("\n").length)}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={askOnEnter}
          className="field-sizing-content max-h-[40dvh] min-w-0 flex-1 resize-none bg-transparent py-1.5 font-serif text-lg leading-snug outline-none placeholder:text-quiet"
        />
        {/* One element for both, so that focus stays where it is when the answer begins or ends. */}
        <button
          type={live ? "button" : "submit"}
          disabled={!ready}
          aria-disabled={live ? stopState !== "none" : tooLong}
          // The second click of a double click on Send is not meant for Stop.
          onClick={live ? (event) => event.detail < 2 && onStop() : undefined}
          className="mb-0.5 inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-sm bg-accent px-3 text-sm font-medium text-accent-paper aria-disabled:opacity-60"
        >
          {live ? <StopIcon /> : <ArrowUpIcon />}
          {live ? "Stop" : "Send"}
        </button>
      </div>
      <p id={`${textareaId}-hint`} aria-live="polite" className="mt-1 min-h-4 text-xs text-quiet">
        <Hint draft={draft} maxChars={maxChars} live={live} stopState={stopState} />
      </p>
      {children}
    </form>
  );
}

function Hint({
  draft,
  maxChars,
  live,
  stopState,
}: {
  draft: string;
  maxChars: number;
  live: boolean;
  stopState: StopState;
}) {
  const count = `${draft.length.toLocaleString("en")} of ${maxChars.toLocaleString("en")} characters`;
  if (draft.length > maxChars)
    return <span className="font-semibold text-unsafe">Too long to send: {count}.</span>;
  if (live && stopState !== "none") return "Stopping…";
  if (live && draft !== "") return "You can send this when the answer has ended.";
  return draft.length > maxChars * countFrom ? count : null;
}
