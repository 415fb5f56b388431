import { typeError } from "../arguments.ts";
import { ask } from "../bridge.ts";
import * as js from "../intrinsics.ts";
import { createQuestion } from "../node.ts";

/** One entry of a query. */
export type Pair = [name: string, value: string];

/** As text of whole characters: half a pair becomes the replacement character. */
export function toScalars(value: unknown): string {
  if (typeof value === "symbol") throw new js.SavedTypeError("Cannot convert a Symbol value to a string");
  return js.wellFormed(js.toText(value));
}

export function createPair(name: unknown, value: unknown): Pair {
  return [toScalars(name), toScalars(value)];
}

export function parseQuery(query: string): Pair[] {
  const pairs = js.createList<Pair>();
  if (query === "") return pairs;
  const answer = ask<Pair[]>("url", createQuestion("split", query));
  for (let i = 0; i < answer.length; i++) pairs[i] = answer[i] as Pair;
  return pairs;
}

/** What a URLSearchParams is made from: a text, pairs, or an object's own properties. */
export function readInit(init: unknown): Pair[] {
  if (init === undefined) return js.createList();
  if (!js.isObject(init)) {
    const text = toScalars(init);
    return parseQuery(js.startsWith(text, "?") ? js.slice(text, 1) : text);
  }
  const pairs = js.createList<Pair>();
  if (isIterable(init)) {
    const items = js.arrayFrom(init);
    for (let i = 0; i < items.length; i++) pairs[i] = readPair(items[i]);
    return pairs;
  }
  const keys = js.ownKeys(init);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (js.getOwnPropertyDescriptor(init, key)?.enumerable)
      pairs[pairs.length] = createPair(key, (init as Record<string, unknown>)[key]);
  }
  return pairs;
}

function isIterable(value: object): value is Iterable<unknown> {
  const iterate = (value as Iterable<unknown>)[js.iteratorKey];
  if (iterate === undefined || iterate === null) return false;
  if (typeof iterate === "function") return true;
  throw typeError("Query pairs must be iterable", "ERR_ARG_NOT_ITERABLE");
}

function readPair(item: unknown): Pair {
  const pair = js.isObject(item) && isIterable(item) ? js.arrayFrom(item) : null;
  if (pair?.length !== 2)
    throw typeError("Each query pair must be an iterable [name, value] tuple", "ERR_INVALID_TUPLE");
  return createPair(pair[0], pair[1]);
}
