import { formatKey, formatScalar, quote } from "./format-scalar.ts";
import { resolveRef } from "./resolve-ref.ts";
import type { SpecialValue, Value } from "./value.ts";

export interface FormatOptions {
  /** UTF-16 units of the text; what is cut off is counted at its end. Unlimited by default. */
  maxChars?: number | undefined;
}

/** Columns a line may fill before its value is broken over several. */
const lineWidth = 76;
/** Nesting beyond this is shown as `…`: deeper trees do not come from our sandbox. */
const maxDepth = 200;
/**
 * UTF-16 units spent on one value before the rest is `…`: in all, and for each that will be shown. Shared references are
 * written out where they stand, so a tree of a kilobyte can describe a text of terabytes.
 */
const maxWork = 4_000_000;
const maxWorkPerChar = 64;

/** What is known while one tree is written. */
interface Writing {
  root: Value;
  /** The containers around the current value; a reference to one of them is a cycle. */
  around: Set<Value>;
  work: number;
  maxWork: number;
}

/** The value as a developer would expect to see it printed: much like a JavaScript literal. */
export function formatValue(value: Value, options: FormatOptions = {}): string {
  const { maxChars = Number.POSITIVE_INFINITY } = options;
  const bound = Math.min(maxWork, maxChars * maxWorkPerChar);
  const writing: Writing = { root: value, around: new Set(), work: 0, maxWork: bound };
  const text = write(value, writing, 0);
  return cut(text, maxChars, text.length, writing.work > bound);
}

/** One console line: its values with a space between, strings as they are. */
export function formatConsole(values: readonly Value[], options: FormatOptions = {}): string {
  const texts = values.map((value) => {
    if (typeof value === "string") return value;
    if (isSpecial(value) && value.$ === "string") return cut(value.value, undefined, value.length);
    return formatValue(value);
  });
  return cut(texts.join(" "), options.maxChars);
}

/** `unfinished`: nobody counted to the end. */
function cut(
  text: string,
  maxChars = Number.POSITIVE_INFINITY,
  length = text.length,
  unfinished = false,
): string {
  if (length <= maxChars && length === text.length) return text;
  const kept = text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, "");
  return `${kept}… ${unfinished ? "more than " : ""}${length - kept.length} more characters`;
}

function isSpecial(value: Value): value is SpecialValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && typeof value.$ === "string";
}

function write(value: Value, writing: Writing, depth: number): string {
  // What stands around a value costs too: its margin, and the marks of a container that holds nothing.
  writing.work += indent(depth).length + 2;
  if (depth > maxDepth || writing.work > writing.maxWork) return "…";
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "string") return spend(quote(value), writing);
  writing.around.add(value);
  const text = Array.isArray(value)
    ? writeItems("", value, value.length, writing, depth)
    : isSpecial(value)
      ? writeSpecial(value, writing, depth)
      : writeObject(null, Object.entries(value) as [string, Value][], null, writing, depth);
  writing.around.delete(value);
  return text;
}

function spend(text: string, writing: Writing): string {
  writing.work += text.length;
  return text;
}

function writeSpecial(value: SpecialValue, writing: Writing, depth: number): string {
  switch (value.$) {
    case "array":
      return writeItems("", value.items, value.length, writing, depth);
    case "binary":
      return writeItems(`${value.name}(${value.length}) `, value.items, value.length, writing, depth);
    case "object":
      return writeObject(value.name, value.entries, value.size, writing, depth);
    case "map": {
      const parts = value.entries.map(
        ([key, item]) => `${write(key, writing, depth + 1)} => ${write(item, writing, depth + 1)}`,
      );
      return layOut(`Map(${value.size}) {`, withRest(parts, value.size - parts.length), "}", depth);
    }
    case "set": {
      const parts = value.items.map((item) => write(item, writing, depth + 1));
      return layOut(`Set(${value.size}) {`, withRest(parts, value.size - parts.length), "}", depth);
    }
    case "boxed":
      return `[Object: ${write(value.value, writing, depth + 1)}]`;
    case "error":
      return writeError(value, writing, depth);
    case "ref": {
      writing.work += value.path.length;
      const target = resolveRef(writing.root, value.path);
      if (target === undefined || writing.around.has(target)) return spend("[Circular]", writing);
      return write(target, writing, depth);
    }
    default:
      return spend(formatScalar(value), writing);
  }
}

function writeItems(prefix: string, items: Value[], length: number, writing: Writing, depth: number): string {
  let shown = 0;
  const parts = items.map((item) => {
    shown +=
      typeof item === "object" && item !== null && !Array.isArray(item) && isHole(item) ? item.count : 1;
    return write(item, writing, depth + 1);
  });
  return layOut(`${prefix}[`, withRest(parts, length - shown), "]", depth);
}

function isHole(value: Value): value is Extract<SpecialValue, { $: "hole" }> {
  return isSpecial(value) && value.$ === "hole";
}

function writeObject(
  name: string | null,
  entries: [string, Value][],
  size: number | null,
  writing: Writing,
  depth: number,
): string {
  const parts = entries.map(([key, item]) => `${formatKey(key)}: ${write(item, writing, depth + 1)}`);
  return layOut(name ? `${name} {` : "{", withRest(parts, (size ?? parts.length) - parts.length), "}", depth);
}

function writeError(error: Extract<SpecialValue, { $: "error" }>, writing: Writing, depth: number): string {
  const head = error.message ? `${error.name}: ${error.message}` : error.name;
  const told = error.stack ? `${head}\n${error.stack.trimEnd()}` : `[${head}]`;
  const text = spend(told.replaceAll("\n", `\n${indent(depth)}`), writing);
  const parts = error.properties.map(
    ([key, value]) => `${formatKey(key)}: ${write(value, writing, depth + 1)}`,
  );
  if (error.cause !== null) parts.push(`[cause]: ${write(error.cause, writing, depth + 1)}`);
  return parts.length === 0 ? text : layOut(`${text} {`, parts, "}", depth);
}

function withRest(parts: string[], rest: number): string[] {
  return rest > 0 ? [...parts, `… ${rest} more`] : parts;
}

/** Puts the parts on one line if they fit, else one to a line; a list of short parts fills its lines. */
function layOut(open: string, parts: string[], close: string, depth: number): string {
  if (parts.length === 0) return open + close;
  const space = close === "]" ? "" : " ";
  const width = lineWidth - depth * 2;
  const oneLine = parts.reduce((sum, part) => sum + part.length + 2, open.length + 2);
  if (oneLine <= width && !parts.some((part) => part.includes("\n")))
    return open + space + parts.join(", ") + space + close;
  const short = close === "]" && parts.length > 6 && parts.every((part) => part.length <= 16);
  const lines = short ? fill(parts, width - 3) : parts;
  // Whatever is inside stands under its own margin already.
  const margin = indent(depth + 1);
  return `${open}\n${lines.map((line) => margin + line).join(",\n")}\n${indent(depth)}${close}`;
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}

function fill(parts: string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line && line.length + part.length + 2 > width) {
      lines.push(line);
      line = "";
    }
    line += line ? `, ${part}` : part;
  }
  return [...lines, line];
}
