import { type RefObject, useEffect, useId, useMemo, useRef } from "react";
import { useChatList } from "./chat-list-provider.tsx";
import { ChatRow } from "./chat-row.tsx";
import { groupByDay } from "./days.ts";
import type { ListState } from "./list-state.ts";

/** So far before its end comes into view, in pixels, the next page of the list is read. */
const readAheadPx = 600;

/** The chats under their days, and what there is to say of the list. `scroller` is what they scroll in. */
export function ChatDays({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { chats, known, hasOlder, failure, calendar, openChatId, ...list } = useChatList();
  const id = useId();
  const days = useMemo(() => groupByDay(chats, calendar), [chats, calendar]);
  if (!known && failure === null) return <Note>Loading…</Note>;
  return (
    <>
      {failure?.reading === "newest" && <Failure failure={failure} onRetry={() => void list.refresh()} />}
      {known && chats.length === 0 && !hasOlder && (
        <Note>There are no chats yet. What you ask is kept here.</Note>
      )}
      {days.map(({ name, chats: ofDay }, index) => (
        <section key={name} aria-labelledby={`${id}-${index}`} className="mb-4">
          <h3 id={`${id}-${index}`} className="px-3.5 pt-1 pb-1 text-xs text-quiet">
            {name}
          </h3>
          <ul>
            {ofDay.map((chat) => (
              <ChatRow
                key={chat.id}
                chat={chat}
                isOpen={chat.id === openChatId}
                onRename={list.rename}
                onRemove={list.remove}
              />
            ))}
          </ul>
        </section>
      ))}
      {failure?.reading === "older" && <Failure failure={failure} onRetry={() => void list.loadOlder()} />}
      {hasOlder && failure === null && (
        <ListEnd key={chats.length} scroller={scroller} onReach={() => void list.loadOlder()} />
      )}
    </>
  );
}

const Note = ({ children }: { children: string }) => (
  <p className="px-3.5 py-2 text-sm leading-relaxed text-quiet">{children}</p>
);

function Failure({ failure, onRetry }: { failure: NonNullable<ListState["failure"]>; onRetry: () => void }) {
  return (
    <div role="alert" className="mx-3.5 mb-4 border-l-2 border-unavailable pl-3 text-sm">
      <p className="leading-relaxed [overflow-wrap:anywhere]">
        {failure.reading === "newest"
          ? "The list may not be up to date."
          : "Older chats could not be loaded."}{" "}
        {failure.message}
      </p>
      <button
        type="button"
        onClick={onRetry}
        className="mt-1.5 rounded-sm border border-rule-strong px-2.5 py-1 hover:border-accent hover:text-accent"
      >
        Retry
      </button>
    </div>
  );
}

/** Mounted anew for each page, since it may still be in view below it. */
function ListEnd({ scroller, onReach }: { scroller: RefObject<HTMLElement | null>; onReach: () => void }) {
  const end = useRef<HTMLParagraphElement>(null);
  const reach = useRef(onReach);
  useEffect(() => {
    reach.current = onReach;
  });
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) reach.current();
      },
      { root: scroller.current, rootMargin: `${readAheadPx}px` },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [scroller]);
  return (
    <p ref={end} className="px-3.5 pb-4 text-xs text-quiet">
      Loading older chats…
    </p>
  );
}
