import { anyone, type Reader } from "./reader.ts";

/** A day in words. */
export function writeDay(at: number, reader: Reader = anyone): string {
  return formatDate(at, reader, { dateStyle: "long" });
}

/** Day and time of day, in brief. */
export function writeMoment(at: number, reader: Reader = anyone): string {
  return formatDate(at, reader, { dateStyle: "medium", timeStyle: "short" });
}

function formatDate(at: number, { locale, timeZone }: Reader, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(englishOf(locale), { ...format, timeZone }).format(at);
}

/** English as it is written where the reader is; as in Britain where nobody knows how, since only the United States write it their way. */
function englishOf(locale: string): string {
  const { region } = new Intl.Locale(locale).maximize();
  if (region === undefined) return anyone.locale;
  const english = new Intl.DateTimeFormat(`en-${region}`).resolvedOptions().locale;
  return english === "en" && region !== "US" ? "en-GB" : english;
}
