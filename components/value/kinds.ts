import { createLoadable, type Loadable } from "#components/ui";
import type { Value } from "#lib/value";
import { isChart } from "./chart/read-chart.ts";
import { readPicture } from "./picture/read-picture.ts";
import type { Mark } from "./pointing.ts";
import { readPrototype } from "./prototype/read-prototype.ts";
import { readRecords } from "./table/records.ts";
import { isNested } from "./tree/is-nested.ts";

export interface DrawnProps {
  value: Value;
  /** Names the box for those who reach it by keyboard. */
  label: string;
  /** What of it is marked. A kind may leave it unmarked. */
  mark?: Mark | null;
}

/** A way to draw a value that is richer than its text. */
export interface Kind {
  name: string;
  /** Runs for every value that is shown, also on the server: quick, and without a doubt. */
  recognise: (value: Value) => boolean;
  /** The height that is kept for what is no text to be read meanwhile; null where the plain form stands there until it is loaded. */
  space: "h-72" | "h-40" | null;
  /** It may put what can be done with the value into `Tools`. */
  drawn: Loadable<DrawnProps>;
}

/** Every value with others in it can be drawn by it. */
export const treeKind: Kind = {
  name: "tree",
  recognise: isNested,
  space: null,
  drawn: createLoadable(() => import("./tree/tree.tsx")),
};

/** The first that recognises a value draws it. What none does is plain. */
const kinds: readonly Kind[] = [
  {
    name: "prototype",
    recognise: (value) => readPrototype(value) !== null,
    space: "h-40",
    drawn: createLoadable(() => import("./prototype/prototype.tsx")),
  },
  {
    name: "picture",
    recognise: (value) => readPicture(value) !== null,
    space: "h-40",
    drawn: createLoadable(() => import("./picture/picture.tsx")),
  },
  {
    name: "chart",
    recognise: isChart,
    space: "h-72",
    drawn: createLoadable(() => import("./chart/chart.tsx")),
  },
  {
    name: "table",
    recognise: (value) => readRecords(value) !== null,
    space: null,
    drawn: createLoadable(() => import("./table/record-table.tsx")),
  },
  treeKind,
];

export function findKind(value: Value): Kind | null {
  return kinds.find(({ recognise }) => recognise(value)) ?? null;
}
