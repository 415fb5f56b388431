import type { AnyNode } from "acorn";
import type { Constants } from "./constant.ts";
import { englishPhrases } from "./english-phrases.ts";
import type { Found } from "./finding.ts";
import { foreignPhrases } from "./foreign-phrases.ts";
import { markerPhrases } from "./marker-phrases.ts";
import { namePhrases } from "./name-phrases.ts";
import type { Address, Phrase } from "./phrase.ts";
import { countBelow, type Source } from "./source.ts";
import { peel } from "./text-layers.ts";
import type { Text } from "./texts.ts";

const phrases = [...englishPhrases, ...foreignPhrases, ...markerPhrases];

/** Texts and names that speak to a reviewer: what is addressed to nobody else was put there for the verdict. */
export function findAddressedTexts(source: Source, constants: Constants, texts: readonly Text[]): Found[] {
  const plain = texts.map(({ at, value }) => ({ at, text: value }));
  const written = [...plain, ...listCodeTexts(source), ...listKeyTexts(source)];
  const layers = written.flatMap(({ at, text }) =>
    peel(text).flatMap(({ text, by }) => {
      const says = by === null ? "a text" : `a text (${by})`;
      return [text, ...linesOf(text)].map((part) => ({ at, text: part, says }));
    }),
  );
  const names = listNames(source);
  return [
    ...search(layers, phrases),
    ...search(names, [...phrases, ...namePhrases]),
    ...findVerdictObjects(source, constants),
  ];
}

/** Each line of a text that has several, since a mark of a conversation stands at a line's start. */
function linesOf(text: string): string[] {
  const lines = text.split(/[\n\r\u2028\u2029]+/);
  return lines.length > 1 ? lines.slice(0, maxLines) : [];
}

const maxLines = 200;

/** One thing to be searched. */
interface Line {
  at: number;
  text: string;
  /** What it is called in the finding. */
  says: string;
}

/** Runs every phrase once over all lines: thousands of short texts cost no more than one long one. */
function search(lines: readonly Line[], sought: readonly Phrase[]): Found[] {
  const starts: number[] = [];
  let whole = "";
  for (const { text } of lines) {
    starts.push(whole.length);
    whole += `${flatten(text)}\n`;
  }
  return sought.flatMap(({ pattern, says }) =>
    [...whole.matchAll(pattern)].flatMap(({ index }): Found[] => {
      const line = lines[countBelow(starts, index + 1) - 1];
      return line
        ? [{ kind: "addressed-text", at: line.at, what: `${line.says} that ${wordsFor(says)}` }]
        : [];
    }),
  );
}

/** As the phrases want it: one line, small letters, nothing that is not seen, other forms of a letter as that letter. */
function flatten(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ");
}

function wordsFor(says: Address): string {
  switch (says) {
    case "claim":
      return "claims that the program was approved or is safe";
    case "verdict":
      return "states a verdict";
    case "order":
      return "tells a reviewer what to do";
    case "refusal":
      return "wants a refusal for an answer";
    case "marker":
      return "imitates the marks of a conversation with a model";
    case "name":
      return "speaks to a reviewer";
  }
}

/** Every name once, its words apart: `alreadyApproved_by` is `already approved by`. */
function listNames({ nodes }: Source): Line[] {
  const firsts = new Map<string, number>();
  for (const node of nodes)
    if (node.type === "Identifier" || node.type === "PrivateIdentifier")
      firsts.set(node.name, Math.min(firsts.get(node.name) ?? node.start, node.start));
  return [...firsts].map(([name, at]) => ({ at, text: partWords(name), says: "a name" }));
}

function partWords(name: string): string {
  return name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/[_$]+/g, " ")
    .trim();
}

/** Lists of numbers that are the codes of a text. */
function listCodeTexts({ nodes }: Source): { at: number; text: string }[] {
  return nodes.flatMap((node) => {
    if (node.type !== "ArrayExpression" || node.elements.length < minCodes) return [];
    const codes = node.elements.map(codeOf);
    return codes.every((code) => code !== null)
      ? [{ at: node.start, text: codes.map((code) => String.fromCodePoint(code)).join("") }]
      : [];
  });
}

const minCodes = 12;

/** The keys of an object, which read one after the other may be a sentence. */
function listKeyTexts({ nodes }: Source): { at: number; text: string }[] {
  return nodes.flatMap((node) => {
    if (node.type !== "ObjectExpression" || node.properties.length < minKeys) return [];
    const keys = node.properties.map((property) =>
      property.type === "Property" && property.key.type === "Identifier" ? property.key.name : "",
    );
    return [{ at: node.start, text: keys.join(" ") }];
  });
}

const minKeys = 5;

function codeOf(node: AnyNode | null): number | null {
  const code = node?.type === "Literal" ? node.value : null;
  if (typeof code !== "number" || !Number.isInteger(code)) return null;
  return (code >= 32 || code === 10) && code <= 0x10ffff ? code : null;
}

/** `{ safe: true, category: "none" }`: the answer that the reviewer is asked for. Data with a safe flag has no such category. */
function findVerdictObjects({ nodes }: Source, constants: Constants): Found[] {
  return nodes.flatMap((node): Found[] => {
    if (node.type !== "ObjectExpression") return [];
    const values = new Map<string, unknown>();
    for (const property of node.properties)
      if (property.type === "Property" && !property.computed) {
        const { key } = property;
        const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";
        values.set(name.toLowerCase(), constants.of(property.value)?.value);
      }
    const alone = values.size === 2 || values.has("effects") || values.has("reason");
    const verdict = alone && values.get("safe") === true && values.get("category") === "none";
    return verdict
      ? [{ kind: "addressed-text", at: node.start, what: "an object that states a verdict" }]
      : [];
  });
}
