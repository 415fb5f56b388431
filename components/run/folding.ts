import { createContext, type RefObject, use, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Whether the reader of a conversation is at its end and reads along as it grows. */
export const ReadsAlong = createContext<() => boolean>(() => true);

/** What readers opened (true) and closed by hand, by the runs' ids, for as long as the page lives. */
const chosen = new Map<string, boolean>();

/**
 * Whether a run is unfolded. It folds by itself when it no longer `needsAttention`, but never under the eyes or hands of its
 * reader: who has it open, chose so, or is elsewhere in the conversation keeps what there is.
 */
export function useFolding(
  runId: string,
  needsAttention: boolean,
  article: RefObject<HTMLElement | null>,
): [open: boolean, choose: (open: boolean) => void] {
  const readsAlong = use(ReadsAlong);
  const [open, setOpen] = useState(() => chosen.get(runId) ?? needsAttention);
  const isPointedAt = usePointer(article);
  useLayoutEffect(() => {
    if (chosen.has(runId)) return;
    if (needsAttention) setOpen(true);
    else if (readsAlong() && !isPointedAt.current && !isInHand(article.current)) setOpen(false);
  }, [runId, needsAttention, readsAlong, article, isPointedAt]);
  return [
    open,
    (choice) => {
      chosen.set(runId, choice);
      setOpen(choice);
    },
  ];
}

/** Whether the pointer is in it and was moved there. Where it only rests, since something was pressed, nobody points at anything. */
function usePointer(article: RefObject<HTMLElement | null>): RefObject<boolean> {
  const isPointedAt = useRef(false);
  useEffect(() => {
    const element = article.current;
    const come = () => {
      isPointedAt.current = true;
    };
    const leave = () => {
      isPointedAt.current = false;
    };
    element?.addEventListener("pointermove", come);
    element?.addEventListener("pointerleave", leave);
    return () => {
      element?.removeEventListener("pointermove", come);
      element?.removeEventListener("pointerleave", leave);
    };
  }, [article]);
  return isPointedAt;
}

/** Whether the reader's focus or selection is in it. */
function isInHand(article: HTMLElement | null): boolean {
  if (article === null) return false;
  if (article.contains(document.activeElement)) return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(article, true);
}
