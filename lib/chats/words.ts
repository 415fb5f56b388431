import { firstUnits } from "#lib/value";

/** Longer words are cut to this, in UTF-16 units: hashes, and data in a program. */
const maxWordChars = 64;

/** A name or a word, with the joints that names have: `parse_csv`, `well-known`, `__proto__`. */
const token = /[\p{L}\p{M}\p{N}]+(?:[_-]+[\p{L}\p{M}\p{N}]+)*/gu;

/** Scripts that write no spaces between words. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

/** Where one part of a name ends and the next begins: `parse|Csv`, `XML|Http`, `utf|8`, `2|nd`. */
const joint =
  /[_-]+|(?<=\p{Ll}\p{M}*)(?=\p{Lu})|(?<=\p{Lu}\p{M}*)(?=\p{Lu}\p{M}*\p{Ll})|(?<=[\p{L}\p{M}])(?=\p{N})|(?<=\p{N})(?=\p{L})/u;

/** A name or word of a text. */
export interface Token {
  /** Where it begins and ends in the text, in UTF-16 units. */
  from: number;
  to: number;
  /** All of it as one word, however its parts are joined: `parsecsv` of `parseCsv`, `parse_csv` and `parse-csv`. */
  whole: string;
  /** The words it is made of: `parse` and `csv`. Of a script without spaces each pair of characters, and the last one. */
  parts: string[];
}

/** The names and words of a text, in their order. */
export function* readTokens(text: string): Generator<Token> {
  for (const { 0: found, index } of text.matchAll(token)) {
    const parts = found.normalize("NFC").split(joint).filter(Boolean).flatMap(splitUnspaced);
    const whole = toWord(found.normalize("NFC").replace(/[_-]+/g, ""));
    yield { from: index, to: index + found.length, whole, parts };
  }
}

function splitUnspaced(part: string): string[] {
  const words: string[] = [];
  let end = 0;
  for (const { 0: run, index } of part.matchAll(unspaced)) {
    if (index > end) words.push(toWord(part.slice(end, index)));
    const characters = [...run];
    words.push(...characters.map((character, at) => toWord(character + (characters[at + 1] ?? ""))));
    end = index + run.length;
  }
  if (end < part.length) words.push(toWord(part.slice(end)));
  return words;
}

function toWord(text: string): string {
  return firstUnits(text.toLowerCase(), maxWordChars);
}
