import { anyone, type Reader } from "./reader.ts";

const numbers = new Map<string, Intl.NumberFormat>();

/** A number of the page's own, with its marks as the reader has them, and so many decimals at most and at least. */
export function writeNumber(
  number: number,
  { locale }: Reader = anyone,
  maxDecimals = 0,
  minDecimals = 0,
): string {
  const key = `${locale} ${maxDecimals} ${minDecimals}`;
  const format =
    numbers.get(key) ??
    new Intl.NumberFormat(locale, {
      numberingSystem: "latn",
      maximumFractionDigits: maxDecimals,
      minimumFractionDigits: minDecimals,
    });
  numbers.set(key, format);
  return format.format(number);
}

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
