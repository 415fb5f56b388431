import fc from "fast-check";
import { conversation, overJson } from "./messages.fixture.ts";

/** One change of a JSON value: at one of its nodes, counted. */
interface Change {
  at: number;
  kind: "replace" | "remove" | "add" | "copy";
  with: unknown;
}

const oddities: unknown[] = [
  null,
  0,
  -1,
  1.5,
  1e308,
  "",
  "safe",
  "finished",
  [],
  {},
  [[]],
  true,
  { $: "map" },
  { $: "nothing" },
  { $: 1 },
  { $: "ref", path: ["__proto__", "constructor"] },
  JSON.parse('{"__proto__":{"status":"safe"}}'),
  JSON.parse('{"__proto__":null,"constructor":1,"toString":null,"length":-1}'),
];

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom("replace", "remove", "add", "copy"),
  with: fc.oneof(fc.constantFrom(...oddities), fc.jsonValue({ depthSize: "small" })),
});

/** A message of the conversation, with a few things in it changed as somebody might who edits a file. */
export const changedMessage: fc.Arbitrary<unknown> = fc
  .tuple(fc.nat(conversation.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([index, changes]) => {
    const root = { message: overJson(conversation[index]) };
    for (const one of changes) applyChange(root, one);
    return root.message;
  });

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function listPlaces(holder: object): Place[] {
  return Object.keys(holder).flatMap((key) => {
    const place = { holder: holder as Record<string, unknown>, key };
    const inner = place.holder[key];
    return typeof inner === "object" && inner !== null ? [place, ...listPlaces(inner)] : [place];
  });
}

function applyChange(root: object, change: Change): void {
  const places = listPlaces(root);
  const place = places[change.at % places.length];
  const other = places[(change.at * 31 + 7) % places.length];
  if (!place || !other) return;
  const { holder, key } = place;
  // Never the same object at two places, or within itself.
  const value = overJson(change.kind === "copy" ? other.holder[other.key] : change.with);
  if (change.kind === "remove" && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (change.kind === "remove") delete holder[key];
  else if (change.kind === "add" && Array.isArray(holder)) holder.push(value);
  else holder[change.kind === "add" ? `${key}2` : key] = value;
}
