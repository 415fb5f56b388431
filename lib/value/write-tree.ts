import { formatKey, formatScalar, writeString } from "./format-scalar.ts";
import { indent, layOut, onOneLine, type Written } from "./lay-out.ts";
import { resolveRef } from "./resolve-ref.ts";
import type { SpecialValue, Value } from "./value.ts";
import type { Work } from "./work.ts";

/** Nesting beyond this is shown as `…`: deeper trees do not come from our sandbox. */
const maxDepth = 200;

/** What is known while one tree is written. */
interface Writing {
  root: Value;
  /** The containers around the current value; a reference to one of them is a cycle. */
  around: Set<Value>;
  work: Work;
}

/** Whether a value is one of those that JSON has no word for. */
export function isSpecial(value: Value): value is SpecialValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && typeof value.$ === "string";
}

/** Writes a whole tree, as far as the work goes. */
export function writeTree(root: Value, work: Work): string {
  return write(root, { root, around: new Set(), work }, 0).text;
}

function write(value: Value, writing: Writing, depth: number): Written {
  const { work } = writing;
  // What stands around a value costs too: its margin, and the marks of a container that holds nothing.
  work.spend(indent(depth).length + 2);
  if (depth > maxDepth || work.usedUp) return onOneLine("…");
  if (value === null || typeof value === "boolean" || typeof value === "number")
    return onOneLine(work.take(String(value)));
  if (typeof value === "string") return onOneLine(writeString(value, work));
  writing.around.add(value);
  const written = Array.isArray(value)
    ? writeItems("", value, value.length, writing, depth)
    : isSpecial(value)
      ? writeSpecial(value, writing, depth)
      : writeObject(null, Object.entries(value) as [string, Value][], null, writing, depth);
  writing.around.delete(value);
  return written;
}

function writeSpecial(value: SpecialValue, writing: Writing, depth: number): Written {
  const { work } = writing;
  switch (value.$) {
    case "array":
      return writeItems("", value.items, value.length, writing, depth);
    case "binary":
      return writeItems(
        `${work.take(value.name)}(${value.length}) `,
        value.items,
        value.length,
        writing,
        depth,
      );
    case "object":
      return writeObject(value.name, value.entries, value.size, writing, depth);
    case "map": {
      const parts = writeWhileWork(value.entries, work, ([key, item]) =>
        pair(write(key, writing, depth + 1), " => ", write(item, writing, depth + 1)),
      );
      const open = onOneLine(work.take(`Map(${value.size}) {`));
      return layOut(open, withRest(parts, value.size - parts.length), "}", depth);
    }
    case "set": {
      const parts = writeWhileWork(value.items, work, (item) => write(item, writing, depth + 1));
      const open = onOneLine(work.take(`Set(${value.size}) {`));
      return layOut(open, withRest(parts, value.size - parts.length), "}", depth);
    }
    case "boxed": {
      const { text, broken } = write(value.value, writing, depth + 1);
      return { text: `${work.take("[Object: ")}${text}]`, broken };
    }
    case "error":
      return writeError(value, writing, depth);
    case "ref":
      return writeRef(value, writing, depth);
    default: {
      const text = formatScalar(value, work);
      return { text, broken: text.includes("\n") };
    }
  }
}

/** A reference may lead to another; followed one by one, since a tree can hold more of them than the stack has frames. */
function writeRef(ref: Extract<SpecialValue, { $: "ref" }>, writing: Writing, depth: number): Written {
  const { root, around, work } = writing;
  const passed = new Set<Value>();
  let target: Value | undefined = ref;
  while (target !== undefined && isSpecial(target) && target.$ === "ref") {
    work.spend(target.path.length + 1);
    if (work.usedUp) return onOneLine("…");
    passed.add(target);
    target = resolveRef(root, target.path);
    if (target !== undefined && passed.has(target)) target = undefined;
  }
  if (target === undefined || around.has(target)) return onOneLine(work.take("[Circular]"));
  return write(target, writing, depth);
}

/** Writes one item after the other until the work is used up. */
function writeWhileWork<T>(items: readonly T[], work: Work, writeItem: (item: T) => Written): Written[] {
  const parts: Written[] = [];
  for (const item of items) {
    if (work.usedUp) break;
    parts.push(writeItem(item));
  }
  return parts;
}

function writeItems(
  prefix: string,
  items: Value[],
  length: number,
  writing: Writing,
  depth: number,
): Written {
  let shown = 0;
  const parts = writeWhileWork(items, writing.work, (item) => {
    shown += isSpecial(item) && item.$ === "hole" ? item.count : 1;
    return write(item, writing, depth + 1);
  });
  return layOut(onOneLine(`${prefix}[`), withRest(parts, length - shown), "]", depth);
}

function writeObject(
  name: string | null,
  entries: [string, Value][],
  size: number | null,
  writing: Writing,
  depth: number,
): Written {
  const open = onOneLine(name ? `${writing.work.take(name)} {` : "{");
  const parts = writeProperties(entries, writing, depth);
  return layOut(open, withRest(parts, (size ?? entries.length) - parts.length), "}", depth);
}

function writeProperties(entries: [string, Value][], writing: Writing, depth: number): Written[] {
  return writeWhileWork(entries, writing.work, ([key, item]) => {
    const name = onOneLine(formatKey(key, writing.work));
    return pair(name, ": ", write(item, writing, depth + 1));
  });
}

function pair(left: Written, between: string, right: Written): Written {
  return { text: left.text + between + right.text, broken: left.broken || right.broken };
}

function writeError(error: Extract<SpecialValue, { $: "error" }>, writing: Writing, depth: number): Written {
  const { work } = writing;
  const name = work.take(error.name);
  const words = error.message ? `${name}: ${work.take(error.message)}` : name;
  const told = error.stack ? `${words}\n${work.take(error.stack).trimEnd()}` : `[${words}]`;
  const text = setMargins(told, indent(depth), work);
  const open = { text, broken: text.includes("\n") };
  const parts = writeProperties(error.properties, writing, depth);
  const all = withRest(parts, error.properties.length - parts.length);
  if (error.cause !== null)
    all.push(pair(onOneLine("[cause]"), ": ", write(error.cause, writing, depth + 1)));
  return all.length === 0 ? open : layOut({ ...open, text: `${text} {` }, all, "}", depth);
}

/** Each line but the first under its margin, until the work is used up. */
function setMargins(text: string, margin: string, work: Work): string {
  const [first = "", ...lines] = text.split("\n");
  const parts = writeWhileWork(lines, work, (line) => {
    work.spend(margin.length);
    return onOneLine(`\n${margin}${line}`);
  });
  const rest = lines.length - parts.length;
  return (
    first + parts.map((part) => part.text).join("") + (rest > 0 ? `\n${margin}… ${rest} more lines` : "")
  );
}

function withRest(parts: Written[], rest: number): Written[] {
  return rest > 0 ? [...parts, onOneLine(`… ${rest} more`)] : parts;
}
