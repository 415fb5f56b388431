import type { Computed, Origin } from "./computed.ts";

/** A piece of prose: words, or a figure that a run came to. */
export type Figure = { text: string; origin: Origin | null };

/** Digits, in groups or not, that are no part of a word, a date, a time, a version, a range or a fraction. */
const written =
  /(?<![\p{L}\p{N}_.,:/#$-])[-−]?(?:\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(?:\.\d+)?(?![\p{L}\p{N}_]|[.,:/-]\d)/gu;

const months =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
const dates = new RegExp(
  `\\b(?:\\d{1,2}\\.? ${months}\\b(?: \\d{4})?|${months} \\d{1,2}(?:, \\d{4})?|${months} \\d{4})\\b`,
  "gu",
);

/** Numbers before what they count in a list: no figures. */
const listMarker = /^\s*\d+[.)](?=\s)/;

/** Takes a piece of text apart; one without figures comes back whole. `atStart` when it begins a line. */
export function splitFigures(text: string, computed: Computed, atStart = false): Figure[] {
  const taken = [...text.matchAll(dates)].map((date) => [date.index, date.index + date[0].length] as const);
  const marker = atStart ? listMarker.exec(text) : null;
  if (marker) taken.push([0, marker[0].length]);
  const pieces: Figure[] = [];
  let end = 0;
  for (const { 0: shown, index } of text.matchAll(written)) {
    if (taken.some(([from, to]) => index >= from && index < to)) continue;
    const origin = computed.find(toDigits(shown));
    if (!origin) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), origin: null });
    pieces.push({ text: shown, origin });
    end = index + shown.length;
  }
  if (end < text.length || pieces.length === 0) pieces.push({ text: text.slice(end), origin: null });
  return pieces;
}

/** As JavaScript writes it. */
function toDigits(shown: string): string {
  return shown.replace(/[,\u202f\u00a0]/g, "").replace("−", "-");
}
