import type { SpecialValue, Value } from "#lib/value";

/** Whether a value is a Vega-Lite specification, by its `$schema` or by its shape. It is not looked into any further. */
export function isChart(value: Value): boolean {
  const schema = readField(value, "$schema");
  if (typeof schema === "string") return /\/vega-lite\//.test(schema);
  const described = readField(value, "data") !== undefined || readField(value, "datasets") !== undefined;
  const encoding = readField(value, "encoding");
  const encoded = typeof encoding === "object" && encoding !== null && !Array.isArray(encoding);
  return (encoded && isMark(readField(value, "mark"))) || (described && isView(value, 0));
}

/** How far charts within charts are looked for. */
const maxDepth = 8;

function isView(value: Value | undefined, depth: number): boolean {
  if (value === undefined || depth > maxDepth) return false;
  if (isMark(readField(value, "mark"))) return true;
  for (const name of ["layer", "concat", "hconcat", "vconcat"]) {
    const views = readField(value, name);
    if (Array.isArray(views) && views.length > 0) return views.every((view) => isView(view, depth + 1));
  }
  const divided = readField(value, "facet") !== undefined || readField(value, "repeat") !== undefined;
  return divided && isView(readField(value, "spec"), depth + 1);
}

function isMark(mark: Value | undefined): boolean {
  return typeof mark === "string" || (mark !== undefined && typeof readField(mark, "type") === "string");
}

/** An own field of an object, also of one that the sandbox cut. */
function readField(value: Value, name: string): Value | undefined {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  const special = value as SpecialValue;
  if (special.$ === "object") return special.entries.find(([key]) => key === name)?.[1];
  if ("$" in value) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, Value>)[name] : undefined;
}
