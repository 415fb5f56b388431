import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type Calendar, createCalendar } from "./days.ts";

/** How often the page looks whether a new day has begun. */
const lookEveryMs = 60_000;

/** `remembered` on the server and while the page takes over what the server sent; then the browser's own. */
export function useTimeZone(remembered: string): string {
  return useSyncExternalStore(
    () => () => {},
    () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => remembered,
  );
}

/** The calendar as it stands; `now` is when the page was made. */
export function useCalendar(timeZone: string, now: number): Calendar {
  const [seenAt, setSeenAt] = useState(now);
  useEffect(() => {
    const look = () => {
      const isToday = createCalendar(timeZone, Date.now()).nameDay(seenAt) === "Today";
      if (!isToday) setSeenAt(Date.now());
    };
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [timeZone, seenAt]);
  return useMemo(() => createCalendar(timeZone, seenAt), [timeZone, seenAt]);
}
