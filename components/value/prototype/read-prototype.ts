import { readHtmlDocument, type Value } from "#lib/value";

/** A string that is a whole HTML document; null for anything else. */
export function readPrototype(value: Value): string | null {
  return typeof value === "string" && readHtmlDocument(value) !== null ? value : null;
}
