import { needArguments, needFunction } from "../arguments.ts";
import { ask } from "../bridge.ts";
import { nameFunction, setLength, show, tag } from "../define.ts";
import * as js from "../intrinsics.ts";
import { addKind } from "../kinds.ts";
import { createNode, push } from "../node.ts";
import { createPair, type Pair, parseQuery, readInit, toScalars } from "./pairs.ts";

/** Gives the pairs of a URLSearchParams; throws a TypeError for anything else. */
export let pairsOf: (value: object) => Pair[];
/** Makes it the query of a URL: `onChange` is told of each change that a program makes. */
export let linkParams: (params: URLSearchParams, onChange: (query: string) => void) => void;
export let replacePairs: (params: URLSearchParams, query: string) => void;

const nameArgument = '"name" argument';
const nameAndValue = '"name" and "value" arguments';

export class URLSearchParams {
  #pairs: Pair[];
  #onChange: ((query: string) => void) | null = null;

  static {
    pairsOf = (value) => (value as URLSearchParams).#pairs;
    linkParams = (params, onChange) => {
      params.#onChange = onChange;
    };
    replacePairs = (params, query) => {
      params.#pairs = parseQuery(query);
    };
  }

  constructor(init?: unknown) {
    this.#pairs = readInit(init);
  }

  get size() {
    return this.#pairs.length;
  }
  append(...args: unknown[]) {
    needArguments(args.length, 2, nameAndValue);
    const pair = createPair(args[0], args[1]);
    this.#pairs[this.#pairs.length] = pair;
    this.#changed();
  }
  delete(...args: unknown[]) {
    needArguments(args.length, 1, nameArgument);
    const matches = matcher(args);
    this.#keep((pair) => !matches(pair));
    this.#changed();
  }
  get(...args: unknown[]) {
    needArguments(args.length, 1, nameArgument);
    const name = toScalars(args[0]);
    for (let i = 0; i < this.#pairs.length; i++) if (this.#at(i)[0] === name) return this.#at(i)[1];
    return null;
  }
  getAll(...args: unknown[]) {
    needArguments(args.length, 1, nameArgument);
    const name = toScalars(args[0]);
    const values = js.createList<string>();
    for (let i = 0; i < this.#pairs.length; i++)
      if (this.#at(i)[0] === name) values[values.length] = this.#at(i)[1];
    return js.arrayFrom(values);
  }
  has(...args: unknown[]) {
    needArguments(args.length, 1, nameArgument);
    const matches = matcher(args);
    for (let i = 0; i < this.#pairs.length; i++) if (matches(this.#at(i))) return true;
    return false;
  }
  set(...args: unknown[]) {
    needArguments(args.length, 2, nameAndValue);
    const pair = createPair(args[0], args[1]);
    let found = false;
    this.#keep((other) => {
      if (other[0] !== pair[0]) return true;
      if (found) return false;
      found = true;
      other[1] = pair[1];
      return true;
    });
    if (!found) this.#pairs[this.#pairs.length] = pair;
    this.#changed();
  }
  sort() {
    js.sortList(this.#pairs, (a: Pair, b: Pair) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#changed();
  }
  forEach(callback: unknown, self?: unknown) {
    needFunction(callback, "callback");
    for (let i = 0; i < this.#pairs.length; i++)
      js.apply(callback as () => void, self, [this.#at(i)[1], this.#at(i)[0], this]);
  }
  entries() {
    return this.#walk((pair) => [pair[0], pair[1]]);
  }
  keys() {
    return this.#walk((pair) => pair[0]);
  }
  values() {
    return this.#walk((pair) => pair[1]);
  }
  toString() {
    const question = createNode("join");
    for (let i = 0; i < this.#pairs.length; i++) {
      push(question, this.#at(i)[0]);
      push(question, this.#at(i)[1]);
    }
    return ask<string>("url", question);
  }

  #at(index: number): Pair {
    return this.#pairs[index] as Pair;
  }
  #keep(wanted: (pair: Pair) => boolean): void {
    const kept = js.createList<Pair>();
    for (let i = 0; i < this.#pairs.length; i++) if (wanted(this.#at(i))) kept[kept.length] = this.#at(i);
    this.#pairs = kept;
  }
  #changed(): void {
    if (this.#onChange) this.#onChange(this.toString());
  }
  *#walk<Item>(choose: (pair: Pair) => Item): Generator<Item> {
    for (let i = 0; i < this.#pairs.length; i++) yield choose(this.#at(i));
  }
}

js.defineProperty(URLSearchParams.prototype, js.iteratorKey, {
  value: URLSearchParams.prototype.entries,
  writable: true,
  enumerable: false,
  configurable: true,
});
for (const [name, length] of [
  ["append", 2],
  ["delete", 1],
  ["get", 1],
  ["getAll", 1],
  ["has", 1],
  ["set", 2],
  ["forEach", 1],
] as const)
  setLength(URLSearchParams.prototype[name], length);
setLength(URLSearchParams, 0);
nameFunction(URLSearchParams, "URLSearchParams");
tag(URLSearchParams.prototype, "URLSearchParams");
addKind(URLSearchParams.prototype, "searchParams", "URLSearchParams");
show(URLSearchParams.prototype, [
  "size",
  "append",
  "delete",
  "get",
  "getAll",
  "has",
  "set",
  "sort",
  "entries",
  "forEach",
  "keys",
  "values",
  "toString",
]);

function matcher(args: unknown[]): (pair: Pair) => boolean {
  const name = toScalars(args[0]);
  const value = args.length > 1 && args[1] !== undefined ? toScalars(args[1]) : null;
  return (pair) => pair[0] === name && (value === null || pair[1] === value);
}
