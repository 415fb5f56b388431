import { createContext, type FocusEvent, type MouseEvent, type PointerEvent, use } from "react";
import type { Computed } from "#components/figures";
import { useLeading } from "#components/value";

/** What the runs before a text came to. */
export const ComputedContext = createContext<Computed | null>(null);

/** A figure of a text: where a run came to it, a link to that. It looks like the text it is in until it is reached for. */
export function Figure({ text }: { text: string }) {
  const leading = useLeading();
  const origin = use(ComputedContext)?.find(text) ?? null;
  if (origin === null || leading === null) return text;
  const { toolCallId: runId, title, line, path } = origin;
  const { pointing, onLead } = leading;
  const begin = (_: PointerEvent | FocusEvent) => pointing.hover({ runId, line, path });
  const end = (_: PointerEvent | FocusEvent) => pointing.hover(null);

  function lead(event: MouseEvent<HTMLElement>) {
    // Whoever wants another tab or window gets one, at the run.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onLead({ runId, line, path: [...path] }, event.currentTarget);
  }

  return (
    <a
      href={`#run-${runId}`}
      aria-label={`${text}, from the run ${title}`}
      className="computed"
      onClick={lead}
      onPointerEnter={begin}
      onPointerLeave={end}
      onFocus={begin}
      onBlur={end}
    >
      {text}
    </a>
  );
}
