import { randomBytes, randomUUID } from "node:crypto";
import { type UrlParts, urlParts } from "../guest/web/url-parts.ts";
import type { Topic } from "./bridge.ts";

const maxRandomBytes = 65_536;

/** `"uuid"`, or how many random bytes are wanted: a text whose units are the bytes. */
export const answerRandom: Topic = (question) => {
  if (question === "uuid") return randomUUID();
  if (
    typeof question !== "number" ||
    !Number.isInteger(question) ||
    question < 1 ||
    question > maxRandomBytes
  )
    throw new TypeError("the question is malformed");
  return randomBytes(question).toString("latin1");
};

/**
 * UTF-16 units of a URL or a query. A query of this many takes 60 ms at most, and nothing here can be interrupted;
 * a longer one is a RangeError of the guest.
 */
const maxChars = 256 * 1024;
/**
 * A host name takes time with the square of its length (50 ms for this many units), and there is one in every URL. A longer
 * text is read only if its host name is plainly shorter, or if it has none.
 */
const maxHostChars = 8192;
const shortHost = /^(?:data:|[a-z][a-z\d+.-]*:\/\/[^/\\?#\t\n\r]{1,2048}[/?#])/i;

type Part = Exclude<keyof UrlParts, "origin">;
const writable: ReadonlySet<string> = new Set(urlParts.filter((part) => part !== "origin"));

/**
 * One of four questions. `["read", url, base]` and `["change", href, part, value]` are answered with the parts of a URL,
 * or null if it is none; `["split", query]` with its pairs; `["join", name, value, …]` with the query.
 */
export const answerUrl: Topic = (question) => {
  if (!Array.isArray(question)) throw new TypeError("the question is malformed");
  const [kind, first, second, third]: unknown[] = question;
  switch (kind) {
    case "read":
      return readUrl(readUrlText(first), second === null ? undefined : readUrlText(second));
    case "change":
      return changeUrl(readUrlText(first), second, third);
    case "split":
      return [...new URLSearchParams(readText(first))];
    case "join":
      return new URLSearchParams(readPairs(question.slice(1))).toString();
    default:
      throw new TypeError("the question is malformed");
  }
};

function changeUrl(href: string, part: unknown, text: unknown): object | null {
  if (typeof part !== "string" || !writable.has(part)) throw new TypeError("the question is malformed");
  const url = new URL(href);
  const value = part === "href" || part.startsWith("host") ? readUrlText(text) : readText(text);
  if (part === "href" && !URL.canParse(value)) return null;
  url[part as Part] = value;
  return toParts(url);
}

function readUrl(url: string, base: string | undefined): object | null {
  return URL.canParse(url, base) ? toParts(new URL(url, base)) : null;
}

function toParts(url: URL): object {
  return Object.fromEntries(urlParts.map((part) => [part, url[part]]));
}

function readText(text: unknown): string {
  if (typeof text !== "string") throw new TypeError("the question is malformed");
  if (text.length > maxChars)
    throw new RangeError(`A URL or a query has at most ${maxChars} characters here.`);
  return text;
}

function readUrlText(value: unknown): string {
  const text = readText(value);
  if (text.length > maxHostChars && !shortHost.test(text))
    throw new RangeError(`A URL of more than ${maxHostChars} characters must begin with a short host here.`);
  return text;
}

function readPairs(texts: unknown[]): [string, string][] {
  let chars = 0;
  const names = texts.filter((_, i) => i % 2 === 0);
  return names.map((name, i): [string, string] => {
    const value = texts[i * 2 + 1];
    if (typeof name !== "string" || typeof value !== "string")
      throw new TypeError("the question is malformed");
    chars += name.length + value.length + 2;
    if (chars > maxChars) throw new RangeError(`A query has at most ${maxChars} characters here.`);
    return [name, value];
  });
}
