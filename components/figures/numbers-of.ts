import type { SpecialValue, Value } from "#lib/value";
import { findFigures } from "./find-figures.ts";
import { canonical, readFigure } from "./read-figure.ts";

/** The steps to a value within another, through the JSON. */
export type Path = readonly (string | number)[];

/** A number within a value, in digits as `canonical` writes them. */
export interface FoundNumber {
  digits: string;
  at: Place;
}

/** Where a value stands: what it stands in, and under what. Null for the root. */
export type Place = { around: Place; step: string | number } | null;

/** More than a value holds that anybody would compare with prose. */
const maxVisited = 150_000;

/** UTF-16 units: longer texts say too much for a number in them to be what they are about. */
const textChars = 200;
/** Of all those with digits in them. */
const maxTextChars = 200_000;

/** Digits of a number that somebody would write out. */
const maxDigits = 1_000;

/** The numbers of a value, in no order. Null where there are too many to know of each whether it is the only one. */
export function numbersOf(root: Value): FoundNumber[] | null {
  const found: FoundNumber[] = [];
  const containers: { node: object; at: Place }[] = [];
  let visitsLeft = maxVisited;
  let charsLeft = maxTextChars;

  function visit(node: unknown, at: Place): void {
    visitsLeft -= 1;
    if (typeof node === "number") found.push({ digits: digitsOf(node), at });
    else if (typeof node === "string" && node.length <= textChars && /\d/.test(node)) {
      charsLeft -= node.length;
      for (const digits of digitsIn(node)) found.push({ digits, at });
    } else if (isBigInt(node)) {
      if (node.value.length <= maxDigits) found.push({ digits: node.value, at });
    } else if (typeof node === "object" && node !== null) containers.push({ node, at });
  }

  visit(root, null);
  for (let next = containers.pop(); next; next = containers.pop()) {
    visitChildren(next.node, next.at, visit);
    if (visitsLeft < 0 || charsLeft < 0) return null;
  }
  return found;
}

export function toPath(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at = place; at !== null; at = at.around) path.push(at.step);
  return path.reverse();
}

/** Not `1e+21`: a figure has digits only. */
function digitsOf(number: number): string {
  const text = String(number);
  if (!text.includes("e")) return text;
  if (Number.isInteger(number)) return String(BigInt(number));
  return canonical(number.toFixed(Math.min(100, 20 - Math.floor(Math.log10(Math.abs(number))))));
}

function isBigInt(node: unknown): node is Extract<SpecialValue, { $: "bigint" }> {
  return typeof node === "object" && node !== null && "$" in node && node.$ === "bigint";
}

/** A text that a program wrote has its points as JavaScript has them; each number of it counts once. */
function digitsIn(text: string): Set<string> {
  const digits = new Set<string>();
  for (const figure of findFigures(text)) {
    const readings = readFigure(figure.text);
    const meant = figure.text.includes(",") ? readings.at(-1) : readings[0];
    if (meant) digits.add(meant.digits);
  }
  return digits;
}

type Visit = (node: unknown, at: Place) => void;

function visitChildren(node: object, at: Place, visit: Visit): void {
  if (Array.isArray(node)) {
    visitItems(node, at, visit);
    return;
  }
  if (!("$" in node)) {
    for (const [step, child] of Object.entries(node)) visit(child, { around: at, step });
    return;
  }
  const special = node as SpecialValue;
  const under = (step: string): Place => ({ around: at, step });
  switch (special.$) {
    case "array":
    case "set":
    case "binary":
      visitItems(special.items, under("items"), visit);
      break;
    case "map":
      visitPairs(special.entries, under("entries"), visit, [0, 1]);
      break;
    case "object":
      visitPairs(special.entries, under("entries"), visit, [1]);
      break;
    case "boxed":
      visit(special.value, under("value"));
      break;
    default:
      // What a cut array's length, an error's stack or a date says is no number that the program returned.
      break;
  }
}

function visitItems(items: readonly unknown[], at: Place, visit: Visit): void {
  items.forEach((item, step) => {
    visit(item, { around: at, step });
  });
}

function visitPairs(
  pairs: readonly (readonly unknown[])[],
  at: Place,
  visit: Visit,
  sides: readonly number[],
): void {
  pairs.forEach((pair, step) => {
    for (const side of sides) visit(pair[side], { around: { around: at, step }, step: side });
  });
}
