import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** Closer to the end than this, in pixels, counts as reading along, unless the reader is moving away from it. */
const nearEndPx = 64;

/** Fractions of a pixel, at any zoom. */
const atEndPx = 4;

/** The last words may still be laid out after the answer has ended. */
const settleMs = 500;

/** Keeps the end of `content` in view while it grows, but only for a reader who is there. */
export function useScrollToEnd(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  live: boolean,
) {
  const [atEnd, setAtEnd] = useState(true);
  const following = useRef(true);

  const jumpToEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    following.current = true;
  }, [scroller]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let lastTop = box.scrollTop;
    const look = () => {
      const distance = box.scrollHeight - box.scrollTop - box.clientHeight;
      const leaving = box.scrollTop < lastTop;
      lastTop = box.scrollTop;
      following.current = distance < atEndPx || (distance < nearEndPx && !leaving);
      setAtEnd(distance < nearEndPx);
    };
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [scroller]);

  useEffect(() => {
    const element = content.current;
    if (!element || !live) return;
    const observer = new ResizeObserver(() => {
      if (following.current) jumpToEnd();
    });
    observer.observe(element);
    return () => {
      setTimeout(() => observer.disconnect(), settleMs);
    };
  }, [content, live, jumpToEnd]);

  return { atEnd, jumpToEnd };
}
