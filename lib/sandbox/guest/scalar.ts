// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { fits, markCut, open, pay, writeString } from "./budget.ts";
import * as js from "./intrinsics.ts";
import { functionName } from "./kinds.ts";
import type { Node } from "./node.ts";

/** Names and messages that no budget should be spent on whole. */
const maxNameChars = 200;

/** A name or a message: cut without a mark when it is long. */
export function writeName(name: string): string {
  const short = name.length > maxNameChars ? js.slice(name, 0, maxNameChars) + "…" : name;
  const mostBytes = short.length * 6 + 2;
  // Where the most that it can take fits, it is never cut.
  if (fits(mostBytes)) return writeString(short) as string;
  pay(mostBytes);
  return short;
}

/** A string that stands where the tree has no room for a cut one: what does not fit goes without a mark. */
export function writeLimited(text: string): string {
  if (fits(text.length * 6 + 2)) return writeString(text) as string;
  markCut();
  return writeName(text);
}

export function writeBigint(value: bigint): Node {
  // Sixteen hexadecimal digits are written in no time; a million decimal ones take seconds.
  if (!fits(js.bigintText(value, 16).length * 1.25)) return writeCut("BigInt");
  const digits = js.bigintText(value);
  const node = open("i", digits.length + 26);
  node[1] = digits;
  return node;
}

export function writeSymbol(value: symbol): Node {
  const description = js.symbolDescription(value);
  const node = open("y", 40);
  node[1] = description === undefined ? null : writeName(description);
  return node;
}

export function writeFunction(fn: object): Node {
  let name: string;
  let kind: string;
  try {
    name = functionName(fn);
    kind = js.startsWith(js.functionText(fn), "class") ? "class" : "function";
  } catch (error) {
    // A proxy that was revoked, or whose handler throws.
    return writeThrown(error);
  }
  const node = open("f", 43);
  node[1] = writeName(name);
  node[2] = kind;
  return node;
}

/** What was left out: the name of its kind, and how many entries it has, where that can be told. */
export function writeCut(name: string, size: number | null = null): Node {
  markCut();
  const node = open("z", 40);
  node[1] = writeName(name);
  node[2] = size;
  return node;
}

export function writeThrown(error: unknown): Node {
  let message = "unreadable";
  try {
    const own = typeof error === "object" && error !== null ? (error as Error).message : error;
    if (typeof own !== "object" && typeof own !== "function") message = js.toText(own);
  } catch {}
  const node = open("t", 30);
  node[1] = writeName(message);
  return node;
}

/** A property of an error, if it is text; reading it may run a getter, which may throw. */
export function textOf(object: object, key: string): string | null {
  try {
    const value = (object as Record<string, unknown>)[key];
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
