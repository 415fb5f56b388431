import { needArguments } from "../arguments.ts";
import { define, setLength } from "../define.ts";
import * as js from "../intrinsics.ts";
import { DOMException } from "./dom-exception.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const padding = 61;
const whiteSpace = 64;

/** The code of each letter of the alphabet. */
const codes = new js.SavedBytes(64);
/** The six bits of each letter, or that it is white space, and the byte of each character: without a call for either. */
const bits: Record<string, number> = js.createObject(null);
const bytes: Record<string, number> = js.createObject(null);
for (let i = 0; i < 64; i++) codes[i] = js.charCodeAt(alphabet, i);
for (let i = 0; i < 64; i++) bits[alphabet[i] as string] = i;
for (let i = 0; i < 5; i++) bits["\t\n\f\r "[i] as string] = whiteSpace;
for (let i = 0; i < 256; i++) bytes[js.fromCharCode(i)] = i;

/** Gives the guest `atob` and `btoa`: a character stands for a byte. */
export function installBase64(): void {
  define("atob", one(decode));
  define("btoa", one(encode));
}

function one(convert: (text: string) => string) {
  const fn = (...args: unknown[]): string => {
    needArguments(args.length, 1, '"input" argument');
    return convert(js.toText(args[0]));
  };
  setLength(fn, 1);
  return fn;
}

function encode(text: string): string {
  let encoded = "";
  for (let i = 0; i < text.length; i += 3) {
    const rest = text.length - i;
    const a = bytes[text[i] as string];
    const b = rest > 1 ? bytes[text[i + 1] as string] : 0;
    const c = rest > 2 ? bytes[text[i + 2] as string] : 0;
    if (a === undefined || b === undefined || c === undefined) throw invalid("Invalid character");
    encoded += js.fromCharCode(
      codes[a >> 2] as number,
      codes[((a & 3) << 4) | (b >> 4)] as number,
      rest > 1 ? (codes[((b & 15) << 2) | (c >> 6)] as number) : padding,
      rest > 2 ? (codes[c & 63] as number) : padding,
    );
  }
  return encoded;
}

function decode(text: string): string {
  let decoded = "";
  let letters = 0;
  let pads = 0;
  let group = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    const value = bits[letter];
    if (value === whiteSpace) continue;
    if (letter === "=") {
      pads++;
      continue;
    }
    if (value === undefined || pads > 0) throw invalid("Invalid character");
    letters++;
    group = (group << 6) | value;
    if ((letters & 3) === 0) {
      decoded += js.fromCharCode(group >> 16, (group >> 8) & 255, group & 255);
      group = 0;
    }
  }
  const over = letters & 3;
  if (over === 1 || pads > 2 || (pads > 0 && over + pads !== 4))
    throw invalid("The string to be decoded is not correctly encoded.");
  if (over === 2) decoded += js.fromCharCode(group >> 4);
  if (over === 3) decoded += js.fromCharCode(group >> 10, (group >> 2) & 255);
  return decoded;
}

function invalid(message: string): DOMException {
  return new DOMException(message, "InvalidCharacterError");
}
