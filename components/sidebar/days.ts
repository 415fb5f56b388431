import type { ChatSummary } from "#lib/chats";

/** Chats under one heading: a day of the last seven, or a month. */
export interface DayGroup {
  name: string;
  chats: ChatSummary[];
}

/** How times are told to a reader: by the calendar of their time zone, seen from `now`. */
export interface Calendar {
  /** Today, Yesterday, the weekday of the last seven days, else the month, with its year unless it is this one. */
  nameGroup(time: number): string;
  /** The same, with the day of the month. */
  nameDay(time: number): string;
}

const dayMs = 86_400_000;

/**
 * Not the reader's: these are headings in the words of the page, a day or a month without a year mostly, and the server draws them before
 * it knows who reads. Node and browsers know the same words for them in this language.
 */
const language = "en-GB";

export function createCalendar(timeZone: string, now: number): Calendar {
  const dates = new Intl.DateTimeFormat(language, {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  const today = countDays(dates, now);
  const write = (time: number, format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...format }).format(time);

  function name(time: number, format: Intl.DateTimeFormatOptions): string {
    const day = countDays(dates, time);
    // A server's clock may be ahead of this one.
    if (day >= today) return "Today";
    if (day === today - 1) return "Yesterday";
    if (day > today - 7) return write(time, { weekday: "long" });
    const isThisYear = new Date(day * dayMs).getUTCFullYear() === new Date(today * dayMs).getUTCFullYear();
    return write(time, isThisYear ? format : { ...format, year: "numeric" });
  }

  return {
    nameGroup: (time) => name(time, { month: "long" }),
    nameDay: (time) => name(time, { day: "numeric", month: "long" }),
  };
}

/** Days of the calendar since 1970. Counted by their dates, since not every day has 24 hours. */
function countDays(dates: Intl.DateTimeFormat, time: number): number {
  const parts = new Map(dates.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.get("year") ?? 0, (parts.get("month") ?? 1) - 1, parts.get("day") ?? 1) / dayMs;
}

/** In the order in which they come, which is newest first. */
export function groupByDay(chats: ChatSummary[], calendar: Calendar): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const chat of chats) {
    const name = calendar.nameGroup(chat.updatedAt);
    const last = groups.at(-1);
    if (last?.name === name) last.chats.push(chat);
    else groups.push({ name, chats: [chat] });
  }
  return groups;
}
