import { type Dispatch, type SetStateAction, useCallback, useMemo, useRef, useState } from "react";
import { inspectButtonId } from "#components/run";
import { createPointing, type Leading } from "#components/value";

interface Inspected {
  /** The run that the panel shows; null while it is closed. */
  inspected: string | null;
  inspect: Dispatch<SetStateAction<string | null>>;
  close: () => void;
  leading: Leading;
}

/** What the panel shows, and who gets the focus back: the figure that led to it, or the button of its run. */
export function useInspected(): Inspected {
  const [inspected, setInspected] = useState<string | null>(null);
  const [pointing] = useState(createPointing);
  const from = useRef<HTMLElement>(null);

  const inspect = useCallback<Inspected["inspect"]>(
    (next) => {
      from.current = null;
      pointing.lead(null);
      setInspected(next);
    },
    [pointing],
  );

  const close = useCallback(() => {
    const figure = from.current;
    inspect(null);
    if (inspected === null) return;
    const opener = figure?.isConnected ? figure : document.getElementById(inspectButtonId(inspected));
    opener?.focus();
  }, [inspect, inspected]);

  const leading = useMemo<Leading>(
    () => ({
      pointing,
      onLead(to, figure) {
        from.current = figure;
        pointing.lead(to);
        setInspected(to.runId);
      },
    }),
    [pointing],
  );

  return { inspected, inspect, close, leading };
}
