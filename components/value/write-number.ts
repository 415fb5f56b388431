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
