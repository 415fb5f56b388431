import { type ReactNode, useEffect, useRef } from "react";
import type { Mark } from "./pointing.ts";

/** What its reader has been shown: they may scroll away from it. */
const shown = new WeakSet<Mark["path"]>();

/** A value that a figure comes from. */
export function Marked({ mark, children }: { mark: Mark | null; children: ReactNode }) {
  const element = useRef<HTMLElement>(null);
  const path = mark?.leads ? mark.path : null;
  useEffect(() => {
    if (path === null || shown.has(path)) return;
    shown.add(path);
    element.current?.scrollIntoView({ block: "center", inline: "nearest" });
  }, [path]);
  if (mark === null) return children;
  return (
    <mark ref={element} className="pointed-value">
      {children}
    </mark>
  );
}
