/** What is known to be missing besides what is cut off here. */
interface Missing {
  /** UTF-16 units that were never written. */
  units: number;
  /** Nobody counted to the end. */
  uncounted: boolean;
}

/** At most `maxChars` UTF-16 units of a text, and then how many are missing. No pair of surrogates is parted. */
export function cutText(
  text: string,
  maxChars: number,
  missing: Missing = { units: 0, uncounted: false },
): string {
  if (text.length <= maxChars) return text;
  const kept = firstUnits(text, maxChars);
  const count = text.length - kept.length + missing.units;
  return `${kept}… ${missing.uncounted ? "more than " : ""}${count} more characters`;
}

/** At most so many UTF-16 units of a text; one less where that would part a pair of surrogates. */
export function firstUnits(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const last = text.charCodeAt(maxChars - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxChars - 1 : maxChars);
}
