import { useCallback, useEffect, useRef, useState } from "react";

/** Closer to the end than this, in pixels, counts as reading along, unless the reader is moving away from it. */
const nearEndPx = 64;

/** Fractions of a pixel, at any zoom. */
const atEndPx = 4;

/** The last words, and what draws a value, may still come after the answer has ended, and after a chat was opened. */
const settleMs = 1_500;

/** Where the reader of a chat is in it, also while another one is shown. */
export interface ReadingPlace {
  /** In pixels from the beginning; null for the end, whatever comes there, and in a chat that nobody has seen. */
  top: number | null;
}

interface Scrolled {
  box: HTMLElement;
  /** What scrolls in it. */
  content: HTMLElement;
  place: ReadingPlace;
}

export interface Scroll {
  /** False while newer words stand below what can be seen. */
  atEnd: boolean;
  jumpToEnd: () => void;
  /** Whether the reader is at the end and reads along. */
  readsAlong: () => boolean;
  /**
   * Takes what scrolls in its hands: where the reader was, or else at its end or its beginning; or, for a reader who wants to see
   * one message, wherever that will be.
   */
  attach: (scrolled: Scrolled, begin: "end" | "beginning" | "message") => () => void;
}

/** Keeps the end of a conversation in view while it grows, but only for a reader who is there. */
export function useScrollToEnd(live: boolean): Scroll {
  const [scrolled, setScrolled] = useState<Scrolled | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const following = useRef(false);
  const last = useRef<{ top: number; height: number } | null>(null);

  const jumpToEnd = useCallback(() => {
    if (scrolled) scrolled.box.scrollTop = scrolled.box.scrollHeight;
    following.current = true;
  }, [scrolled]);

  const readsAlong = useCallback(() => following.current, []);

  const attach = useCallback((attached: Scrolled, begin: "end" | "beginning" | "message") => {
    const { box, place } = attached;
    const isFree = begin !== "message" && place.top === null;
    following.current = isFree && (following.current || begin === "end");
    last.current = null;
    if (following.current) box.scrollTop = box.scrollHeight;
    else if (begin !== "message" && place.top !== null) box.scrollTop = place.top;
    setScrolled(attached);
    return () => setScrolled(null);
  }, []);

  useEffect(() => {
    if (!scrolled) return;
    const { box, place } = scrolled;
    const look = () => {
      const distance = box.scrollHeight - box.scrollTop - box.clientHeight;
      const { scrollTop: top, scrollHeight: height } = box;
      // What gets shorter moves the reader up, too.
      const leaving = last.current !== null && top < last.current.top && height >= last.current.height;
      last.current = { top, height };
      following.current = distance < atEndPx || (!leaving && (following.current || distance < nearEndPx));
      place.top = following.current ? null : box.scrollTop;
      setAtEnd(distance < nearEndPx);
    };
    const lookAround = () => setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx);
    lookAround();
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, [scrolled]);

  useEffect(() => {
    if (!scrolled) return;
    const since = performance.now();
    const observer = new ResizeObserver(() => {
      if (following.current && (live || performance.now() - since < settleMs)) jumpToEnd();
    });
    observer.observe(scrolled.content);
    return () => observer.disconnect();
  }, [scrolled, live, jumpToEnd]);

  return { atEnd, jumpToEnd, readsAlong, attach };
}
