import type { Value } from "#lib/value";
import { isObject } from "./bounds.ts";
import type { Json } from "./plain-spec.ts";

type Spec = { [key: string]: Json };

export interface DataTable {
  name: string;
  /** Rows, or a text in a form such as CSV. */
  value: Value;
}

const maxTables = 8;

/** The data that stands in a specification, each once. */
export function listData(spec: Spec): DataTable[] {
  const found = new Map<Json, string>();
  collect(spec, found, 0);
  return [...found].slice(0, maxTables).map(([values, name], index) => ({
    name: name || (found.size > 1 ? `Data ${index + 1}` : "Data"),
    value: toValue(values),
  }));
}

function collect(spec: Spec, found: Map<Json, string>, depth: number): void {
  if (depth > 12) return;
  if (isObject(spec.datasets))
    for (const [name, values] of Object.entries(spec.datasets)) found.set(values, name);
  const { data } = spec;
  if (isObject(data) && data.values !== undefined && data.values !== null)
    found.set(data.values, typeof data.name === "string" ? data.name : "");
  for (const [key, value] of Object.entries(spec)) {
    if (key === "data" || key === "datasets") continue;
    for (const each of Array.isArray(value) ? value : [value])
      if (isObject(each)) collect(each, found, depth + 1);
  }
}

/** JSON is a value already, unless it has a key that stands for something else there. */
function toValue(json: Json): Value {
  const rows = Array.isArray(json) ? json : [json];
  const text = rows.some((row) => isObject(row) && Object.hasOwn(row, "$"));
  return text ? JSON.stringify(json) : (json as Value);
}
