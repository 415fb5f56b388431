import { firstUnits } from "#lib/value";

/** Longer words are cut to this, in UTF-16 units: hashes, and data in a program. */
const maxWordChars = 64;

/** Characters of words, and those of them whose scripts put no spaces between words. */
const any = String.raw`[\p{L}\p{M}\p{N}]`;
const unspaced = String.raw`[${any}&&[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]]`;
const spaced = `[${any}--${unspaced}]`;

/** A word or a name with its joints, such as `parse_csv` and `well-known`; or a run of a script without spaces. */
const token = new RegExp(String.raw`(?<run>${unspaced}+)|${spaced}+(?:[_\-]+${spaced}+)*`, "gv");

/** Where one part of a name ends and the next begins: `parse|Csv`, `XML|Http`, `utf|8`, `2|nd`. */
const joint =
  /[_-]+|(?<=[\p{Ll}\p{M}])(?=\p{Lu})|(?<=\p{Lu}\p{M}?)(?=\p{Lu}\p{M}?\p{Ll})|(?<=[\p{L}\p{M}])(?=\p{N})|(?<=\p{N})(?=\p{L})/u;

/** A word or a name in a text. */
export interface Token {
  /** Where it begins and ends, in UTF-16 units. */
  from: number;
  to: number;
  /** All of it as one word, however its parts are joined: `parsecsv` of `parseCsv`, `parse_csv` and `parse-csv`. */
  whole: string;
  /** The words it is made of, such as `parse` and `csv`. */
  parts: string[];
  /** Whether it is of a script without spaces: then it is two characters that stand side by side, or the last of a run. */
  unspaced: boolean;
}

/** The words and names of a text, in their order. */
export function* readTokens(text: string): Generator<Token> {
  for (const { 0: found, index, groups } of text.matchAll(token)) {
    if (groups?.run !== undefined) {
      yield* readRun(found, index);
      continue;
    }
    const parts = found.split(joint).filter(Boolean);
    const whole = toWord(parts.join(""));
    yield { from: index, to: index + found.length, whole, parts: parts.map(toWord), unspaced: false };
  }
}

function* readRun(run: string, index: number): Generator<Token> {
  let from = index;
  const characters = [...run];
  for (const [at, character] of characters.entries()) {
    const pair = character + (characters[at + 1] ?? "");
    const whole = toWord(pair);
    yield { from, to: from + pair.length, whole, parts: [whole], unspaced: true };
    from += character.length;
  }
}

function toWord(text: string): string {
  return firstUnits(text, maxWordChars).toLowerCase();
}
