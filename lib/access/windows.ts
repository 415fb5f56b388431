/** What a limit holds for. In UTC, so that all instances mean the same. */
export type Window = "hour" | "day" | "month";

export function beginOf(window: Window, at: Date): Date {
  const [year, month, day, hour] = [
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
  ] as const;
  switch (window) {
    case "hour":
      return new Date(Date.UTC(year, month, day, hour));
    case "day":
      return new Date(Date.UTC(year, month, day));
    case "month":
      return new Date(Date.UTC(year, month));
  }
}

export function endOf(window: Window, beganAt: Date): Date {
  const end = new Date(beganAt);
  switch (window) {
    case "hour":
      end.setUTCHours(end.getUTCHours() + 1);
      break;
    case "day":
      end.setUTCDate(end.getUTCDate() + 1);
      break;
    case "month":
      end.setUTCMonth(end.getUTCMonth() + 1);
      break;
  }
  return end;
}
