import { firstUnits } from "#lib/value";
import { toOwnerWord, toSearchText } from "./search-text.ts";
import { readTokens, type Token } from "./words.ts";

/** What is read of what somebody looks for, in UTF-16 units and in words. */
const maxChars = 1_000;
const maxTerms = 32;

/** What somebody looks for. */
export interface Query {
  /** As Postgres reads it. */
  tsquery: string;
  /** Which of the words looked for a token of a text is, or contains; null for none. */
  match(token: Token): number | null;
}

interface Term extends Token {
  /** Whether words are meant that only begin with it. */
  open: boolean;
}

/** Reads what somebody looks for among what is theirs; null when there is no word in it. */
export function readQuery(ownerId: string, text: string): Query | null {
  const terms = readTerms(text);
  if (terms.length === 0) return null;
  return {
    tsquery: [quote(toOwnerWord(ownerId)), ...terms.map(writeTerm)].join(" & "),
    match(token) {
      const at = terms.findIndex((term) => matches(term, token));
      return at < 0 ? null : at;
    },
  };
}

function readTerms(text: string): Term[] {
  const tokens = [...readTokens(toSearchText(firstUnits(text, maxChars)))];
  // The last character of a run stands in the pair before it, and by itself would only be found at the end of a run.
  const single = tokens.filter((token, at) => !token.unspaced || tokens[at - 1]?.to !== token.to);
  return single.slice(0, maxTerms).map((token, at, { length }) => ({
    ...token,
    open: at === length - 1 || (token.unspaced && [...token.whole].length === 1),
  }));
}

/** All parts of a name, or the name written as one word. */
function writeTerm({ whole, parts, open }: Term): string {
  const end = open ? ":*" : "";
  const all = parts.map(quote).join(" & ") + end;
  return parts.length > 1 ? `(${all} | ${quote(whole)}${end})` : all;
}

function quote(word: string): string {
  return `'${word.replace(/['\\]/g, "$&$&")}'`;
}

function matches({ whole, parts, open }: Term, token: Token): boolean {
  const last = parts.at(-1) ?? whole;
  return [...token.parts, token.whole].some(
    (word) =>
      word === whole || parts.includes(word) || (open && (word.startsWith(last) || word.startsWith(whole))),
  );
}
