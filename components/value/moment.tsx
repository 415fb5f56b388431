import { useReader } from "./reader.ts";

/** A date as the program has it, and as its reader would say it: the same line, so that nothing moves when it is known who reads. */
export function Moment({ iso }: { iso: string }) {
  const { locale, timeZone } = useReader();
  return (
    <time dateTime={iso}>
      {iso}{" "}
      <span lang={locale} className="font-sans text-[0.875rem] text-quiet">
        {formatMoment(iso, locale, timeZone)}
      </span>
    </time>
  );
}

/** With the time zone it is told in, since the text before it is told in UTC. */
export function formatMoment(iso: string, locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return format.format(new Date(iso));
}
