import { useEffect, useState } from "react";
import { useReader, writeNumber } from "#components/value";
import { formatMs } from "./words.ts";

/**
 * Time since the page saw the run start: the server's clock may differ from this one. Mount it anew for each run.
 */
export function Running({ limitMs }: { limitMs: number }) {
  const [startedAt] = useState(() => performance.now());
  const reader = useReader();
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setElapsedMs(performance.now() - startedAt), 100);
    return () => clearInterval(timer);
  }, [startedAt]);
  const shownMs = Math.min(elapsedMs, limitMs);
  return (
    <div className="max-w-sm text-sm">
      <p className="tabular-nums">
        Running… {writeNumber(shownMs / 1_000, reader, 1, 1)} s{" "}
        <span className="text-quiet">of at most {formatMs(limitMs, reader)}</span>
      </p>
      <div
        role="progressbar"
        aria-label="Time used"
        aria-valuemin={0}
        aria-valuemax={limitMs / 1_000}
        aria-valuenow={Math.floor(shownMs / 1_000)}
        aria-valuetext={`${Math.floor(shownMs / 1_000)} of ${limitMs / 1_000} seconds`}
        className="mt-1.5 h-0.5 bg-rule"
      >
        <div className="h-full bg-accent" style={{ width: `${(shownMs / limitMs) * 100}%` }} />
      </div>
    </div>
  );
}
