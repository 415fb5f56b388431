import { resolveRef, type SpecialValue, type Value } from "#lib/value";
import { isFlat, isFlatList, isFlatRecord, isNumber } from "./flat.ts";

/** A cell is undefined where a record has no such key. */
export type Row = readonly (Value | undefined)[];

export interface Records {
  /** What the rows were: a list of objects, a list of lists, or what a Map or an object has under its keys. */
  shape: "objects" | "lists" | "keyed";
  /** Where the rows have keys, the first column is that of the keys. */
  columns: string[];
  rows: Row[];
  /** Columns that hold numbers and nothing else. */
  numeric: boolean[];
  /** How many records there were before the list was cut. */
  total: number;
}

/** A table wider than this says less than a tree of the value. */
const maxColumns = 60;

/** Fewer of them are read more easily as text. */
const minKeyed = 2;

const read = new WeakMap<object, Records | null>();

/**
 * Reads a list of flat records with mostly the same keys, a list of lists of the same length, and what is kept under the keys of
 * a Map or an object, if that is such records or, in a Map, flat itself. Anything else is null and no table.
 */
export function readRecords(value: Value): Records | null {
  if (value === null || typeof value !== "object") return null;
  const known = read.get(value);
  if (known !== undefined) return known;
  const list = readList(value);
  const records = list === null ? readKeyed(value) : (readObjects(list) ?? readLists(list));
  read.set(value, records);
  return records;
}

/** Whether two tables show the same: a value that was fetched again is another object. */
export function isSameTable(one: Records | null, other: Records | null): boolean {
  if (one === other) return true;
  if (one === null || other === null || one.total !== other.total) return false;
  return JSON.stringify([one.columns, one.rows]) === JSON.stringify([other.columns, other.rows]);
}

interface List {
  items: Value[];
  length: number;
}

/** A list, also one that the sandbox cut; then without what stands for the rest of it. */
function readList(value: Value & object): List | null {
  if (!Array.isArray(value) && value.$ !== "array") return null;
  const list = Array.isArray(value)
    ? { items: value, length: value.length }
    : (value as Extract<SpecialValue, { $: "array" }>);
  // The same record may stand in a list more than once.
  const items = list.items.map((item) => (isRef(item) ? (resolveRef(value, item.path) ?? item) : item));
  const isCut = items.length < list.length && isCutOff(items.at(-1) ?? null);
  return { items: isCut ? items.slice(0, -1) : items, length: list.length };
}

function isRef(item: Value): item is Extract<SpecialValue, { $: "ref" }> {
  return typeof item === "object" && item !== null && !Array.isArray(item) && item.$ === "ref";
}

/** The last that was kept of something that was cut, and itself not whole. */
function isCutOff(item: Value): boolean {
  if (item === null || typeof item !== "object" || Array.isArray(item)) return false;
  if (item.$ === "cut") return true;
  if (item.$ === "object") return (item.entries as unknown[]).length < Number(item.size);
  return item.$ === "array" && (item.items as unknown[]).length < Number(item.length);
}

function readObjects({ items, length }: List): Records | null {
  const table = items.length > 0 && lineUp(items);
  return table ? describeRows("objects", table.columns, table.rows, length) : null;
}

/** Each record once, however often it stands in the list. */
function lineUp(items: Value[]): { columns: string[]; rows: Row[] } | null {
  const columns = new Set<string>();
  const seen = new Set<Value>();
  let cells = 0;
  for (const item of items) {
    const isKnown = seen.has(item);
    if (!isKnown && !isFlatRecord(item)) return null;
    const keys = Object.keys(item as object);
    cells += keys.length;
    if (isKnown) continue;
    seen.add(item);
    for (const key of keys) columns.add(key);
    if (columns.size > maxColumns) return null;
  }
  if (columns.size === 0 || cells * 2 < columns.size * items.length) return null;
  const names = [...columns];
  const rows = new Map<Value, Row>();
  for (const item of seen)
    rows.set(
      item,
      names.map((name) => readOwn(item as Record<string, Value>, name)),
    );
  return { columns: names, rows: items.map((item) => rows.get(item) ?? []) };
}

/** Not what every object inherits: a column may be called `constructor`. */
function readOwn(record: Record<string, Value>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function readLists({ items, length }: List): Records | null {
  const [first] = items;
  if (items.length < minKeyed || !Array.isArray(first) || first.length < 2 || first.length > maxColumns)
    return null;
  const isRow = (item: Value): item is Value[] =>
    Array.isArray(item) && item.length === first.length && item.every(isFlat);
  if (!items.every(isRow)) return null;
  return describeRows(
    "lists",
    first.map((_, index) => String(index)),
    items as Value[][],
    length,
  );
}

function readKeyed(value: Value & object): Records | null {
  const keyed = readPairs(value);
  if (keyed === null) return null;
  const { pairs, size, isMap } = keyed;
  const whole = pairs.length > 0 && isCutOff(pairs.at(-1)?.[1] ?? null) ? pairs.slice(0, -1) : pairs;
  if (whole.length < minKeyed || !whole.every(([key]) => isFlat(key))) return null;
  const keys = whole.map(([key]) => key);
  const items = whole.map(([, item]) => item);
  const table = lineUp(items);
  if (table) {
    const columns = [freeName("key", table.columns), ...table.columns];
    return describeRows(
      "keyed",
      columns,
      table.rows.map((row, index) => [keys[index], ...row]),
      size,
    );
  }
  if (!isMap || !items.every((item) => isFlat(item) || isFlatList(item))) return null;
  return describeRows("keyed", ["key", "value"], whole, size);
}

function readPairs(value: Value & object): { pairs: [Value, Value][]; size: number; isMap: boolean } | null {
  if (Array.isArray(value)) return null;
  if (value.$ === undefined) {
    const pairs = Object.entries(value) as [string, Value][];
    return { pairs, size: pairs.length, isMap: false };
  }
  const special = value as SpecialValue;
  if (special.$ === "map") return { pairs: special.entries, size: special.size, isMap: true };
  if (special.$ !== "object" || special.name !== null) return null;
  return { pairs: special.entries, size: special.size, isMap: false };
}

function freeName(name: string, taken: string[]): string {
  return taken.includes(name) ? freeName(`(${name})`, taken) : name;
}

function describeRows(shape: Records["shape"], columns: string[], rows: Row[], total: number): Records {
  const numeric = columns.map((_, column) => rows.every((row) => isNumber(row[column])));
  return { shape, columns, rows, numeric, total };
}
