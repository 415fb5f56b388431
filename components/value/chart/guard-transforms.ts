import { expressionFunction, transforms } from "vega";
import { maxRows } from "./bounds.ts";

/** As much of Vega's own classes as is used here; it has no types for them. */
interface Parameters {
  fields?: unknown[];
  groupby?: Accessor[];
  key?: Accessor;
  keyvals?: unknown[];
  field?: Accessor;
  cross?: boolean;
}
type Accessor = (row: object) => unknown;
interface Pulse {
  SOURCE: number;
  visit(flags: number, visitor: (row: object) => void): void;
}
type Transform = new (
  ...parameters: unknown[]
) => { transform(parameters: Parameters, pulse: Pulse): unknown };

let guarded = false;

/** Has those of Vega's transforms that make more rows than they are given count first, and throw where it would be too many. */
export function guardTransforms(): void {
  if (guarded) return;
  guarded = true;
  guard("flatten", ({ fields = [] }, pulse) => {
    let rows = 0;
    pulse.visit(pulse.SOURCE, (row) => {
      const lengths = fields.map((field) => (field as Accessor)(row)).map((list) => readLength(list));
      rows += Math.max(0, ...lengths);
    });
    return rows;
  });
  guard("fold", ({ fields = [] }, pulse) => countRows(pulse) * fields.length);
  guard("impute", ({ key, keyvals = [], groupby = [] }, pulse) =>
    key ? (countDistinct(pulse, [key]) + keyvals.length) * countDistinct(pulse, groupby) : 0,
  );
  guard("pivot", ({ field, groupby = [] }, pulse) =>
    field ? countDistinct(pulse, [field]) * countDistinct(pulse, groupby) : 0,
  );
  guard("aggregate", ({ cross, groupby = [] }, pulse) =>
    cross ? groupby.reduce((product, each) => product * countDistinct(pulse, [each]), 1) : 0,
  );
  guardExpressions();
}

function guard(name: string, measure: (parameters: Parameters, pulse: Pulse) => number): void {
  const named = transforms as unknown as Record<string, Transform>;
  const Original = named[name];
  if (!Original) throw new Error(`Vega has no transform ${name} any more.`);
  named[name] = class extends Original {
    override transform(parameters: Parameters, pulse: Pulse) {
      if (measure(parameters, pulse) > maxRows)
        throw new Error(`Its transform "${name}" makes more than ${maxRows.toLocaleString("en")} rows.`);
      return super.transform(parameters, pulse);
    }
  };
}

const readLength = (list: unknown): number =>
  Array.isArray(list) || typeof list === "string" ? list.length : 0;

function countRows(pulse: Pulse): number {
  let rows = 0;
  pulse.visit(pulse.SOURCE, () => {
    rows++;
  });
  return rows;
}

function countDistinct(pulse: Pulse, fields: Accessor[]): number {
  const seen = new Set<string>();
  pulse.visit(pulse.SOURCE, (row) => seen.add(fields.map((field) => String(field(row))).join("\u0000")));
  return seen.size;
}

/** Those functions of expressions that make something long out of a number. */
function guardExpressions(): void {
  for (const name of ["sequence", "pad"]) {
    const original = expressionFunction(name) as (...words: unknown[]) => unknown;
    const isTooLong = name === "pad" ? padsTooFar : countsTooFar;
    expressionFunction(name, function (this: unknown, ...words: unknown[]) {
      if (isTooLong(words)) throw new Error(`An expression in it calls ${name} for more than can be drawn.`);
      return original.apply(this, words);
    });
  }
}

const padsTooFar = ([, length]: unknown[]) => Number(length) > maxRows;

function countsTooFar(words: unknown[]): boolean {
  const [start, stop, step] = words.length < 2 ? [0, words[0], 1] : [words[0], words[1], words[2] ?? 1];
  return Math.abs((Number(stop) - Number(start)) / Number(step)) > maxRows;
}
