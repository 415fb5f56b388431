import type { AnyNode } from "acorn";
import { findCodeLists } from "./code-lists.ts";
import type { Constants } from "./constant.ts";
import type { Found } from "./finding.ts";
import type { Source } from "./source.ts";
import { type Text, unknown } from "./texts.ts";

/** Shorter ones are ids, keys and hashes as people paste them. */
const minLength = 200;

/** Escapes that make a text an encoded one; written `\x41`, they are as many characters as `minLength`. */
const minEscapes = minLength / 4;

/** Long texts whose words are encoded, and long lists of characters' codes. */
export function findEncodedTexts(source: Source, constants: Constants, texts: readonly Text[]): Found[] {
  const found = texts.flatMap(({ at, value, raw }): Found[] => {
    const encoding =
      raw !== null && raw.length >= minLength && isEscaped(raw) ? "escapes" : encodingOf(value);
    if (encoding === null || belongsToBigInt(at, value, source)) return [];
    return [
      { kind: "encoded-text", at, what: `a text of ${value.length} characters that looks like ${encoding}` },
    ];
  });
  const lists = findCodeLists(source, constants).map(({ at, length }): Found => {
    return { kind: "encoded-text", at, what: `a text written as the codes of ${length} characters` };
  });
  return [...found, ...lists];
}

function encodingOf(value: string): string | null {
  for (const part of value.split(unknown)) {
    if (part.length < minLength) continue;
    const dense = part.replace(/^data:[\w.+/-]*(?:;[\w=-]+)*,|\s+/g, "");
    if (dense.length < minLength) continue;
    if (isHex(dense)) return "hex";
    if (isBase64(dense)) return "Base64";
    if (isPercentEncoded(dense)) return "percent-encoding";
  }
  return null;
}

/** Digits alone are a number; letters of one alphabet's first six come as often as digits do where bytes are written. */
function isHex(text: string): boolean {
  if (!/^(?:0x)?(?:[0-9a-f]+|[0-9A-F]+)$/.test(text)) return false;
  return new Set(text.match(/[a-f]/gi)).size >= 4 && new Set(text.match(/\d/g)).size >= 6;
}

/** Small and capital letters and digits, each often, and in no order: what is written in words has rows of small letters. */
function isBase64(text: string): boolean {
  if (!/^[\w+/-]+={0,2}$/.test(text) || new Set(text).size < 30) return false;
  if (share(text, /[a-z]/g) < 0.15 || share(text, /[A-Z]/g) < 0.15 || share(text, /\d/g) < 0.03) return false;
  return (text.match(/[a-z]{3,}/g) ?? []).join("").length < text.length * 0.35;
}

function isPercentEncoded(text: string): boolean {
  // Of what could have been written as it is: an address in another script than Latin is all escapes.
  return share(text, /%(?:[0-7][0-9a-f]|u00[0-7][0-9a-f])/gi) * 3 > 0.5;
}

/**
 * Escapes of what could have been written as it is, or of bytes. Those of signs that few keyboards have (box drawing,
 * accents, emoji) are ordinary.
 */
function isEscaped(raw: string): boolean {
  const escapes = raw.match(/\\x[0-9a-f]{2}|\\u00[2-7][0-9a-f]|\\u\{0*[2-7][0-9a-f]\}|\\[0-7]{3}/gi) ?? [];
  return escapes.length >= minEscapes && escapes.join("").length > raw.length / 2;
}

/** How many times a pattern is in a text, for each of its characters. */
function share(text: string, pattern: RegExp): number {
  return (text.match(pattern)?.length ?? 0) / text.length;
}

/** A number of a thousand bits has to be written somehow. */
function belongsToBigInt(at: number, value: string, { nodes, parentOf }: Source): boolean {
  if (!/^0x/i.test(value)) return false;
  const node: AnyNode | undefined = nodes.find(({ type, start }) => type === "Literal" && start === at);
  let parent = node && parentOf(node);
  while (parent?.type === "BinaryExpression") parent = parentOf(parent);
  return (
    parent?.type === "CallExpression" &&
    parent.callee.type === "Identifier" &&
    parent.callee.name === "BigInt"
  );
}
