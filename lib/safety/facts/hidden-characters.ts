import { codePoint, type Found } from "./finding.ts";
import type { Source } from "./source.ts";

/**
 * Characters that nobody sees, or that turn the direction of what is seen. Within a text they are ordinary (emoji
 * are joined by them, flags are made of them); between the words of a program they only deceive. White space that has
 * a width is none of them, nor is a mark of byte order where a file began before it was put behind another, nor what
 * the spelling of a script asks for.
 */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}]/gu;

const joining =
  "Arabic Syriac Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar".split(
    " ",
  );
const sign = `[${joining.map((script) => `\\p{Script=${script}}`).join("")}]`;

/** Joiners within a word of those scripts (Unicode's annex 31 has them in names), and a mark where a statement may begin. */
const asked = new RegExp(`(?<=${sign})[\u200c\u200d](?=${sign})|(?<=^|[\\n\\r;}])\ufeff`, "gu");

export function findHiddenCharacters({ code, nodes }: Source): Found[] {
  const ordinary = new Set([...code.matchAll(asked)].map(({ index }) => index));
  const places = [...code.matchAll(hidden)].filter(({ index }) => !ordinary.has(index));
  if (places.length === 0) return [];
  const literals = nodes
    .filter(({ type }) => type === "Literal" || type === "TemplateElement")
    .toSorted((a, b) => a.start - b.start);
  let next = 0;
  return places.flatMap(({ 0: character, index }) => {
    while ((literals[next]?.end ?? Infinity) <= index) next++;
    if ((literals[next]?.start ?? Infinity) <= index) return [];
    return [{ kind: "hidden-characters" as const, at: index, what: wordsFor(character) }];
  });
}

function wordsFor(character: string): string {
  const name = names.find(([from, to]) => character >= from && character <= to)?.[2];
  return `the hidden character ${codePoint(character)}${name ? ` (${name})` : ""} outside every text`;
}

/** Compared as strings, so those beyond U+FFFF stand as their pairs, whose order among themselves is theirs. */
const names: readonly (readonly [from: string, to: string, name: string])[] = [
  ["\u00ad", "\u00ad", "soft hyphen"],
  ["\u034f", "\u034f", "grapheme joiner"],
  ["\u061c", "\u061c", "direction mark"],
  ["\u115f", "\u1160", "Hangul filler"],
  ["\u180b", "\u180f", "Mongolian selector"],
  ["\u200b", "\u200b", "zero width space"],
  ["\u200c", "\u200c", "zero width non-joiner"],
  ["\u200d", "\u200d", "zero width joiner"],
  ["\u200e", "\u200f", "direction mark"],
  ["\u202a", "\u202e", "direction override"],
  ["\u2060", "\u2064", "invisible operator"],
  ["\u2066", "\u2069", "direction isolate"],
  ["\u3164", "\u3164", "Hangul filler"],
  ["\u{e0000}", "\u{e007f}", "tag"],
  ["\u{e0100}", "\u{e01ef}", "variation selector"],
  ["\ufe00", "\ufe0f", "variation selector"],
  ["\ufeff", "\ufeff", "mark of byte order"],
  ["\uffa0", "\uffa0", "Hangul filler"],
];
