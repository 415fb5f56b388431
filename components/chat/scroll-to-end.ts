import { type RefObject, useCallback, useEffect, useState } from "react";

/** Closer to the end than this, in pixels, counts as reading along. */
const nearEndPx = 64;

/** The last words may still be laid out after the answer has ended. */
const settleMs = 500;

/** Keeps the end of `content` in view while it grows, but only for a reader who is there. */
export function useScrollToEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  live: boolean,
) {
  const [atEnd, setAtEnd] = useState(true);

  const jumpToEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [scroller]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const look = () => setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx);
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [scroller]);

  useEffect(() => {
    const element = content.current;
    if (!element || !live || !atEnd) return;
    const observer = new ResizeObserver(jumpToEnd);
    observer.observe(element);
    return () => {
      setTimeout(() => observer.disconnect(), settleMs);
    };
  }, [content, live, atEnd, jumpToEnd]);

  return { atEnd, jumpToEnd };
}
