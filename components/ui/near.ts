import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";

/** How far from what is seen something is near, in CSS pixels: what one scrolls to is there before one sees it. */
const nearPx = 1_500;

/**
 * Whether something is to be made anew by the browser. What the browser draws itself is so at once. What the server sent stands there
 * to be read, and becomes so when it comes near what the reader sees: all of a long chat at once would hold up the page.
 */
export function useNear(element: RefObject<Element | null>): boolean {
  const [isSent] = useState(useIsTakenOver());
  const [isNear, setNear] = useState(!isSent);
  useEffect(() => {
    if (isNear || element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { root: element.current.closest("main"), rootMargin: `${nearPx}px` },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, isNear]);
  // A server draws all of it.
  return isNear || typeof window === "undefined";
}

/** Whether the page is just being taken over from the server, with all that stands in it. */
function useIsTakenOver(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => false,
    () => true,
  );
}
