import { parse, type Token, tokTypes } from "acorn";

/** The runs of neighbouring tokens of a program, as sets: to the letter, and with names and values by their kind. */
export interface Shingles {
  raw: Set<string>;
  kinds: Set<string>;
}

/** How many tokens make one shingle. */
const rawTokens = 5;
const kindTokens = 8;

/** Null for what does not parse. */
export function readShingles(code: string): Shingles | null {
  const tokens: Token[] = [];
  try {
    parse(code, {
      ecmaVersion: "latest",
      sourceType: "script",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      allowImportExportEverywhere: true,
      onToken: tokens,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
  return {
    raw: shingle(
      tokens.map(({ start, end }) => code.slice(start, end)),
      rawTokens,
    ),
    kinds: shingle(
      tokens.map((token) => kindOf(token, code)),
      kindTokens,
    ),
  };
}

/** A program shorter than one shingle is one shingle. */
function shingle(tokens: string[], size: number): Set<string> {
  const count = Math.max(1, tokens.length - size + 1);
  return new Set(Array.from({ length: count }, (_, at) => tokens.slice(at, at + size).join("\u0000")));
}

function kindOf({ type, start, end }: Token, code: string): string {
  switch (type) {
    case tokTypes.name:
    case tokTypes.privateId:
      return "name";
    case tokTypes.string:
    case tokTypes.template:
    case tokTypes.invalidTemplate:
      return "text";
    case tokTypes.num:
      return "number";
    case tokTypes.regexp:
      return "regexp";
    default:
      return code.slice(start, end);
  }
}
