import { type FormEvent, type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { ArrowUpIcon, StopIcon } from "#components/ui";
import { useReader } from "#components/value";
import type { Draft } from "./draft.ts";
import { countChars, submitOnEnter } from "./submit-on-enter.ts";
import type { StopState } from "./talk-state.ts";

interface ComposerProps {
  draft: Draft;
  maxChars: number;
  /** False until the page can act on what it is given. */
  ready: boolean;
  live: boolean;
  stopState: StopState;
  /** Why nothing can be asked now, besides an answer under way; null when it can. */
  blocked: string | null;
  onAsk: (text: string) => void;
  onStop: () => void;
  textareaId: string;
  /** Stands below: who is asked. */
  children: ReactNode;
}

/** From this share of the longest question on, the count is shown. */
const countFrom = 0.8;

export function Composer(props: ComposerProps) {
  const { draft, maxChars, ready, live, stopState, blocked, onAsk, onStop, textareaId, children } = props;
  const text = useSyncExternalStore(draft.subscribe, draft.read, () => "");
  const textarea = useRef<HTMLTextAreaElement>(null);
  // What was typed before the page was ready is in the document only.
  useEffect(() => {
    const typed = textarea.current?.value;
    if (typed) draft.giveBack(typed);
  }, [draft]);
  const tooLong = text.length > maxChars;
  const stopping = stopState === "asked" || stopState === "confirmed";

  function ask(event: FormEvent) {
    event.preventDefault();
    if (!ready || live || tooLong || blocked !== null) return;
    if (text.trim() === "") {
      textarea.current?.focus();
      return;
    }
    draft.write("");
    onAsk(text.trim());
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
          rows={Math.min(8, text.split("\n").length)}
          value={text}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={submitOnEnter}
          className="field-sizing-content max-h-[40dvh] min-w-0 flex-1 resize-none bg-transparent py-1.5 font-serif text-lg leading-snug outline-none placeholder:text-quiet"
        />
        {/* One element for both, so that focus stays where it is when the answer begins or ends. */}
        <button
          type={live ? "button" : "submit"}
          disabled={!ready}
          aria-disabled={live ? stopping : tooLong || blocked !== null}
          // The second click of a double click on Send is not meant for Stop.
          onClick={live ? (event) => event.detail < 2 && onStop() : undefined}
          className="mb-0.5 inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-sm bg-accent px-3 text-sm font-medium text-accent-paper aria-disabled:opacity-60"
        >
          {live ? <StopIcon /> : <ArrowUpIcon />}
          {live ? "Stop" : "Send"}
        </button>
      </div>
      <p id={`${textareaId}-hint`} aria-live="polite" className="mt-1 min-h-4 text-xs text-quiet">
        <Hint {...props} text={text} />
      </p>
      {children}
    </form>
  );
}

function Hint({ text, maxChars, live, stopState, blocked }: ComposerProps & { text: string }) {
  const reader = useReader();
  if (text.length > maxChars)
    return (
      <span className="font-semibold text-unsafe">
        Too long to send: {countChars(text, maxChars, reader)}.
      </span>
    );
  if (live && (stopState === "asked" || stopState === "confirmed")) return "Stopping…";
  if (live && stopState === "unconfirmed")
    return (
      <span className="text-unavailable">
        The server did not say that it stops. The answer may go on there; you can try again.
      </span>
    );
  if (live && text !== "") return "You can send this when the answer has ended.";
  if (!live && blocked !== null && text !== "") return blocked;
  return text.length > maxChars * countFrom ? countChars(text, maxChars, reader) : null;
}
