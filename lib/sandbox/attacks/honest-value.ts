import { resolveRef, type Value } from "#lib/value";

/** The fields of each kind of Value besides `$`, each with what it must be. */
const shapes: Record<string, Record<string, (field: unknown) => boolean>> = {
  undefined: {},
  number: { value: (field) => ["NaN", "Infinity", "-Infinity", "-0"].includes(String(field)) },
  bigint: { value: (field) => /^-?\d+$/.test(String(field)) },
  symbol: { description: isTextOrNull },
  function: { name: isText, kind: (field) => field === "function" || field === "class" },
  date: { value: (field) => field === null || !Number.isNaN(Date.parse(String(field))) },
  regexp: { source: isText, flags: (field) => /^[dgimsuvy]*$/.test(String(field)) },
  error: { name: isText, message: isText, stack: isTextOrNull, cause: () => true, properties: Array.isArray },
  map: { entries: Array.isArray, size: isCount },
  set: { items: Array.isArray, size: isCount },
  binary: {
    name: (field) => /^(\w+Array|ArrayBuffer|SharedArrayBuffer|DataView)$/.test(String(field)),
    items: Array.isArray,
    length: isCount,
  },
  string: { value: isText, length: isCount },
  array: { items: Array.isArray, length: isCount },
  hole: { count: (field) => isCount(field) && field !== 0 },
  object: { name: isTextOrNull, entries: Array.isArray, size: isCount },
  boxed: { value: () => true },
  opaque: { name: isText },
  ref: { path: Array.isArray },
  cut: { name: isText, size: (field) => field === null || isCount(field) },
  thrown: { message: isText },
};

/** Places in the tree that break the promise of the type `Value`. */
export function findLies(root: Value): string[] {
  const lies: string[] = [];
  const open: { value: unknown; path: string }[] = [{ value: root, path: "" }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "number" ? !Number.isFinite(value) : !/string|boolean|object/.test(typeof value))
      lies.push(path);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, field] of Object.entries(value)) open.push({ value: field, path: `${path}/${key}` });
    const kind: unknown = Reflect.get(value, "$");
    if (Array.isArray(value) || kind === undefined) continue;
    const shape = shapes[String(kind)];
    const fields = Object.entries(shape ?? {});
    if (!shape || Object.keys(value).length !== fields.length + 1) lies.push(`${path} ${String(kind)}`);
    for (const [key, isRight] of fields)
      if (!isRight(Reflect.get(value, key))) lies.push(`${path}/${key} of ${String(kind)}`);
    if (kind === "ref" && resolveRef(root, Reflect.get(value, "path")) === undefined)
      lies.push(`${path} leads nowhere`);
  }
  return lies;
}

function isText(field: unknown): boolean {
  return typeof field === "string";
}

function isTextOrNull(field: unknown): boolean {
  return field === null || typeof field === "string";
}

function isCount(field: unknown): boolean {
  return Number.isSafeInteger(field) && Number(field) >= 0;
}
