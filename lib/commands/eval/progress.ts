/** Where progress is shown: a terminal's line is written over, elsewhere lines follow each other. */
export interface Screen {
  isTTY: boolean;
  write(text: string): void;
}

export interface Progress {
  /** One more is done. */
  advance(): void;
  /** Ends the line that is written over. */
  end(): void;
}

/** Elsewhere than on a terminal one line for each of so many parts. */
const plainLines = 20;

/** Counts up to `total`, with the rate and the time that is left at that rate; `now` is in milliseconds. */
export function createProgress(total: number, name: string, screen: Screen, now: () => number): Progress {
  const startedAt = now();
  const step = Math.max(1, Math.ceil(total / plainLines));
  let done = 0;

  return {
    advance() {
      done += 1;
      const text = `${name}: ${done} of ${total} reviews${describeRate(done, total, now() - startedAt)}`;
      if (screen.isTTY) screen.write(`\r\u001b[K${text}`);
      else if (done % step === 0 || done === total) screen.write(`${text}\n`);
    },
    end() {
      if (screen.isTTY && done > 0) screen.write("\n");
    },
  };
}

function describeRate(done: number, total: number, elapsedMs: number): string {
  if (elapsedMs <= 0) return "";
  const perSecond = (done / elapsedMs) * 1_000;
  const left = formatSeconds((total - done) / perSecond);
  return `, ${perSecond.toLocaleString("en-GB", { maximumSignificantDigits: 2 })} a second, ${left} left`;
}

function formatSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
