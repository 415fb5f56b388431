import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";

interface FoldProps {
  id: string;
  open: boolean;
  /** The browser's own search has found something in it. */
  onFound: () => void;
  children: ReactNode;
}

/** A piece that can be folded away, where the browser's search still finds it. Where no script runs it is open. */
export function Fold({ id, open, onFound, children }: FoldProps) {
  const frame = useRef<HTMLDivElement>(null);
  const reveal = useEffectEvent(() => flushSync(onFound));

  // React knows no `until-found`.
  useLayoutEffect(() => {
    if (open) frame.current?.removeAttribute("hidden");
    else frame.current?.setAttribute("hidden", "until-found");
  }, [open]);

  useEffect(() => {
    const element = frame.current;
    const listen = () => reveal();
    element?.addEventListener("beforematch", listen);
    return () => element?.removeEventListener("beforematch", listen);
  }, []);

  return (
    <div ref={frame} id={id} data-folded={!open || undefined} className="fold">
      {children}
    </div>
  );
}
