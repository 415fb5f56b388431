import type { Value } from "#lib/value";
import { isChart } from "./chart/read-chart.ts";
import { createLoadable, type Loadable } from "./loadable.ts";
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
  /** Its text is source, which nobody wants to read while what draws it is loaded. */
  isSource: boolean;
  /** Until it is loaded the plain form stands in its place, where that is no source. It may put what can be done with the value into `Tools`. */
  drawn: Loadable<DrawnProps>;
}

/** Every value with others in it can be drawn by it. */
export const treeKind: Kind = {
  name: "tree",
  recognise: isNested,
  isSource: false,
  drawn: createLoadable(() => import("./tree/tree.tsx")),
};

/** The first that recognises a value draws it. What none does is plain. */
const kinds: readonly Kind[] = [
  {
    name: "prototype",
    recognise: (value) => readPrototype(value) !== null,
    isSource: true,
    drawn: createLoadable(() => import("./prototype/prototype.tsx")),
  },
  {
    name: "picture",
    recognise: (value) => readPicture(value) !== null,
    isSource: true,
    drawn: createLoadable(() => import("./picture/picture.tsx")),
  },
  {
    name: "chart",
    recognise: isChart,
    isSource: true,
    drawn: createLoadable(() => import("./chart/chart.tsx")),
  },
  {
    name: "table",
    recognise: (value) => readRecords(value) !== null,
    isSource: false,
    drawn: createLoadable(() => import("./table/record-table.tsx")),
  },
  treeKind,
];

export function findKind(value: Value): Kind | null {
  return kinds.find(({ recognise }) => recognise(value)) ?? null;
}
