import { readProlog, type SpecialValue, type Value } from "#lib/value";
import { type Format, readFormat } from "./format.ts";

export type Picture =
  | { kind: "svg"; text: string }
  | { kind: "file"; format: Format; bytes: Uint8Array<ArrayBuffer> }
  /** Four bytes for each pixel, row by row from the top: red, green, blue and how opaque it is. */
  | { kind: "pixels"; width: number; height: number; bytes: Uint8ClampedArray<ArrayBuffer> };

/** Reads a picture: an SVG as text, an image file as a data address or bytes, or pixels. Null for anything else. */
export function readPicture(value: Value): Picture | null {
  if (typeof value === "string") return readSvg(value) ?? readDataUrl(value);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  return value.$ === "binary" ? readFile(value as Binary) : readPixels(value);
}

type Binary = Extract<SpecialValue, { $: "binary" }>;

function readSvg(text: string): Picture | null {
  const { at, doctype } = readProlog(text);
  if (doctype !== null && doctype !== "svg") return null;
  if (!/^<svg[\s/>]/.test(text.slice(at, at + 5))) return null;
  return /<\/svg\s*>\s*$|^<svg[^<>]*\/>\s*$/.test(text.slice(Math.max(at, text.length - 1_000)))
    ? { kind: "svg", text }
    : null;
}

function readDataUrl(text: string): Picture | null {
  const head = /^data:image\/[a-z+.-]{1,20};base64,/i.exec(text.slice(0, 60))?.[0];
  if (head === undefined) return null;
  const bytes = decode(text.slice(head.length));
  const format = bytes && readFormat(bytes);
  return bytes && format ? { kind: "file", format, bytes } : null;
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    // No base64: then it is a text that begins like an address.
    return null;
  }
}

/** Bytes are a picture only when they say so themselves, and none of them was cut. */
function readFile({ name, items, length }: Binary): Picture | null {
  if (!["Uint8Array", "Uint8ClampedArray", "ArrayBuffer"].includes(name) || items.length !== length)
    return null;
  if (!areBytes(items.slice(0, 16))) return null;
  const format = readFormat(Uint8Array.from(items.slice(0, 16) as number[]));
  return format && areBytes(items) ? { kind: "file", format, bytes: Uint8Array.from(items) } : null;
}

/** What canvases call ImageData. */
function readPixels(value: Exclude<Value, null | Value[] | string | number | boolean>): Picture | null {
  const { width, height, data } = readFields(value);
  if (!isSide(width) || !isSide(height) || data === null || typeof data !== "object") return null;
  const items = Array.isArray(data) ? data : data.$ === "binary" ? (data as Binary).items : null;
  if (items === null || items.length !== width * height * 4 || !areBytes(items)) return null;
  return { kind: "pixels", width, height, bytes: Uint8ClampedArray.from(items) };
}

/** Also of an instance of a class that has just these fields. */
function readFields(value: object): { width?: Value; height?: Value; data?: Value } {
  const special = value as SpecialValue;
  if (special.$ !== "object") return Object.keys(value).length <= 4 ? value : {};
  return special.entries.length <= 4 ? Object.fromEntries(special.entries) : {};
}

const isSide = (value: Value | undefined): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 8_192;

const areBytes = (items: readonly Value[]): items is number[] =>
  items.every((item) => typeof item === "number" && Number.isInteger(item) && item >= 0 && item <= 255);
