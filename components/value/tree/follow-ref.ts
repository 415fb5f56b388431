import { formatValue, resolveRef, type SpecialValue, type Value } from "#lib/value";

export type Ref = Extract<SpecialValue, { $: "ref" }>;

/** More references in a row than any program makes. */
const maxFollowed = 100;

/** Characters of a path that are shown. */
const pathChars = 120;

export function isRef(value: Value): value is Ref {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.$ === "ref";
}

/** What a reference leads to, also over others; undefined where it leads nowhere. */
export function followRef(root: Value, ref: Ref): Value | undefined {
  let target: Value | undefined = ref;
  for (let followed = 0; target !== undefined && isRef(target); followed++) {
    if (followed === maxFollowed) return undefined;
    target = resolveRef(root, target.path);
  }
  return target;
}

/** A path through the tree as a program would write it: `.planets[3].name`. Empty for the root itself. */
export function describePath(root: Value, path: Ref["path"]): string {
  let text = "";
  let node: unknown = root;
  for (let at = 0; at < path.length; ) {
    if (text.length > pathChars) return `${text.slice(0, pathChars)}…`;
    const { steps, words } = readStep(node, path.slice(at, at + 3));
    text += words;
    for (let step = 0; step < steps; step++) node = stepInto(node, path[at + step]);
    at += steps;
  }
  return text;
}

function stepInto(node: unknown, step: string | number | undefined): unknown {
  if (typeof node !== "object" || node === null || step === undefined || !Object.hasOwn(node, step))
    return undefined;
  return (node as Record<string | number, unknown>)[step];
}

/** How many steps through the JSON are one step of the program, and how that is written. */
function readStep(node: unknown, [first, second, third]: Ref["path"]): { steps: number; words: string } {
  if (Array.isArray(node)) return { steps: 1, words: `[${first}]` };
  const kind = stepInto(node, "$");
  if (kind === undefined) return { steps: 1, words: writeKey(first) };
  const held = typeof first === "string" ? stepInto(stepInto(node, first), second) : undefined;
  switch (first) {
    case "items":
      return { steps: 2, words: `[${second}]` };
    case "entries":
    case "properties": {
      if (kind !== "map") return { steps: 3, words: writeKey(stepInto(held, 0) as string | undefined) };
      return { steps: 3, words: third === 0 ? `[key ${second}]` : `[entry ${second}]` };
    }
    default:
      return { steps: 1, words: writeKey(first) };
  }
}

function writeKey(key: string | number | undefined): string {
  const name = String(key);
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return `.${name}`;
  return `[${formatValue(name, { maxChars: pathChars })}]`;
}
