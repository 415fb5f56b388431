import type { Value } from "#lib/value";
import { createLoadable, type Loadable } from "./loadable.ts";
import { readRecords } from "./table/records.ts";
import { isNested } from "./tree/is-nested.ts";

export interface DrawnProps {
  value: Value;
  /** Names the box for those who reach it by keyboard. */
  label: string;
}

/** A way to draw a value that is richer than its text. */
export interface Kind {
  name: string;
  /** Runs for every value that is shown, also on the server: quick, and without a doubt. */
  recognise: (value: Value) => boolean;
  /** Until it is loaded the plain form stands in its place. It may put what can be done with the value into `Tools`. */
  drawn: Loadable<DrawnProps>;
}

/** The first that recognises a value draws it. What none does is plain. */
const kinds: readonly Kind[] = [
  {
    name: "table",
    recognise: (value) => readRecords(value) !== null,
    drawn: createLoadable(() => import("./table/record-table.tsx")),
  },
  { name: "tree", recognise: isNested, drawn: createLoadable(() => import("./tree/tree.tsx")) },
];

export function findKind(value: Value): Kind | null {
  return kinds.find(({ recognise }) => recognise(value)) ?? null;
}
