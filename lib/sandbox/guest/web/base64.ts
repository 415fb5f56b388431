import { needArguments } from "../arguments.ts";
import { define, setLength } from "../define.ts";
import * as js from "../intrinsics.ts";
import { DOMException } from "./dom-exception.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The six bits of each letter, by its code; 64 for what is no letter, 65 for white space. */
const bits = new js.SavedBytes(128);
for (let i = 0; i < 128; i++) bits[i] = 64;
for (let i = 0; i < 64; i++) bits[js.charCodeAt(alphabet, i)] = i;
for (let i = 0; i < 5; i++) bits[js.charCodeAt("\t\n\f\r ", i)] = 65;

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
    const a = js.charCodeAt(text, i);
    const b = rest > 1 ? js.charCodeAt(text, i + 1) : 0;
    const c = rest > 2 ? js.charCodeAt(text, i + 2) : 0;
    if (a > 255 || b > 255 || c > 255) throw new DOMException("Invalid character", "InvalidCharacterError");
    encoded += alphabet[a >> 2];
    encoded += alphabet[((a & 3) << 4) | (b >> 4)];
    encoded += rest > 1 ? alphabet[((b & 15) << 2) | (c >> 6)] : "=";
    encoded += rest > 2 ? alphabet[c & 63] : "=";
  }
  return encoded;
}

function decode(text: string): string {
  let decoded = "";
  let letters = 0;
  let padding = 0;
  let group = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = js.charCodeAt(text, i);
    const value = unit < 128 ? (bits[unit] as number) : 64;
    if (value === 65) continue;
    if (unit === 61) {
      padding++;
      continue;
    }
    if (value === 64 || padding > 0) throw new DOMException("Invalid character", "InvalidCharacterError");
    letters++;
    group = (group << 6) | value;
    if ((letters & 3) === 0) {
      decoded += js.fromCharCode(group >> 16, (group >> 8) & 255, group & 255);
      group = 0;
    }
  }
  const over = letters & 3;
  if (over === 1 || padding > 2 || (padding > 0 && over + padding !== 4))
    throw new DOMException("The string to be decoded is not correctly encoded.", "InvalidCharacterError");
  if (over === 2) decoded += js.fromCharCode(group >> 4);
  if (over === 3) decoded += js.fromCharCode(group >> 10, (group >> 2) & 255);
  return decoded;
}
