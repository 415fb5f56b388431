import { type FocusEvent, useEffect, useRef, useState } from "react";
import { CloseIcon } from "#components/ui";
import { useChatList } from "./chat-list-provider.tsx";
import { sidebarButtonId } from "./sidebar-button.tsx";

/** How long a deletion can be undone, in milliseconds, not counting the time that one is at its notice. */
const undoMs = 10_000;

/** What the reader is told in passing. It is heard too. `place` says where it stands in the window. */
export function Notices({ place }: { place: string }) {
  const { notices, undo, dismiss } = useChatList();
  return (
    <div role="status" className={`pointer-events-none fixed z-10 flex flex-col gap-2 ${place}`}>
      {notices.map((notice) =>
        notice.kind === "removed" ? (
          <Removed
            key={notice.id}
            title={notice.title}
            onUndo={async () => {
              await undo(notice.id);
              giveFocus(notice.chatId);
            }}
            onEnd={() => dismiss(notice.id)}
          />
        ) : (
          <Failed key={notice.id} message={notice.message} onDismiss={() => dismiss(notice.id)} />
        ),
      )}
    </div>
  );
}

const frame =
  "pointer-events-auto flex items-center gap-3 border border-rule-strong bg-paper px-3 py-2 text-sm text-ink";

interface RemovedProps {
  title: string | null;
  onUndo: () => void;
  onEnd: () => void;
}

function Removed({ title, onUndo, onEnd }: RemovedProps) {
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  // What had the focus is gone with the chat, so it goes on to what undoes that.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);

  useCountdown(undoMs, hovered || focused, () => {
    const hadFocus = box.current?.contains(document.activeElement);
    onEnd();
    if (hadFocus) giveFocus(null);
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: being at it only keeps it longer.
    <div
      ref={box}
      className={frame}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      // The focus that comes by itself after a click says nothing of what the reader looks at.
      onFocus={(event: FocusEvent) => setFocused(event.target.matches(":focus-visible"))}
      onBlur={() => setFocused(false)}
    >
      <p className="min-w-0 flex-1 truncate">Deleted {title === null ? "the chat" : `“${title}”`}</p>
      <button
        ref={button}
        type="button"
        onClick={onUndo}
        className="shrink-0 rounded-sm font-medium text-accent underline underline-offset-3"
      >
        Undo
      </button>
    </div>
  );
}

function Failed({ message, onDismiss }: { message: string; onDismiss: () => void }) {
  return (
    <div className={`${frame} border-l-2 border-l-unavailable`}>
      <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">{message}</p>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={onDismiss}
        className="shrink-0 self-start rounded-sm p-1 text-quiet hover:text-ink"
      >
        <CloseIcon />
      </button>
    </div>
  );
}

/** Calls `onEnd` when `ms` have passed, not counting the time in which it is paused. */
function useCountdown(ms: number, paused: boolean, onEnd: () => void) {
  const left = useRef(ms);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (paused) return;
    const startedAt = performance.now();
    const timer = setTimeout(() => end.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - startedAt;
    };
  }, [paused]);
}

/** To the chat's line, else to what is above the list, else to what shows it: whichever can be seen. */
function giveFocus(chatId: string | null) {
  const links = (href: string) => document.querySelectorAll<HTMLElement>(`nav a[href="${CSS.escape(href)}"]`);
  const button = document.getElementById(sidebarButtonId);
  for (const element of [
    ...(chatId ? links(`/chat/${chatId}`) : []),
    ...links("/"),
    ...(button ? [button] : []),
  ]) {
    element.focus();
    if (document.activeElement === element) return;
  }
}
