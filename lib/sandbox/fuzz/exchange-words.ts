import { tokenizer } from "acorn";
import fc from "fast-check";

/** One word of a program in the place of another of its kind: a name for a name, an operator for an operator. */
interface Exchange {
  place: number;
  /** The program the new word comes from; the same one where it is negative, so that most names mean something. */
  other: number;
  word: number;
}

const exchange: fc.Arbitrary<Exchange> = fc.record({
  place: fc.nat(),
  other: fc.integer({ min: -200, max: 40 }),
  word: fc.nat(),
});

/** One of the programs after some of its words were exchanged: most can still be read, and do something else. */
export function withWordsExchanged(programs: readonly string[]): fc.Arbitrary<string> {
  const texts = programs
    .map((code) => ({ code, words: readWords(code) }))
    .filter(({ words }) => words.length > 0);
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(exchange, { minLength: 1, maxLength: 4 }))
    .map(([{ code, words }, changes]) => {
      const chosen = new Map(changes.map((change) => [words[change.place % words.length] as Word, change]));
      const fromTheEnd = [...chosen].sort(([a], [b]) => b.start - a.start);
      return fromTheEnd.reduce((text, [{ start, end, kind }, { other, word }]) => {
        const offered = other < 0 ? words : (texts[other % texts.length]?.words ?? []);
        const source = offered.filter((each) => each.kind === kind);
        return text.slice(0, start) + (source[word % source.length]?.text ?? "") + text.slice(end);
      }, code);
    });
}

interface Word {
  start: number;
  end: number;
  kind: string;
  text: string;
}

/** The words that may be exchanged; none for a program with types, which this tokeniser cannot read. */
function readWords(code: string): Word[] {
  try {
    return [...tokenizer(code, { ecmaVersion: "latest", sourceType: "script" })].flatMap(
      ({ start, end, type: { label: kind } }) =>
        /^(name|num|string|regexp|_=|[<=>+\-*/%&|^!]+.*)$/.test(kind) && kind !== "=>"
          ? [{ start, end, kind, text: code.slice(start, end) }]
          : [],
    );
  } catch {
    return [];
  }
}
