import { lazy, type ReactNode, Suspense, useMemo } from "react";
import type { Value } from "#lib/value";
import { readChart } from "./chart/read-chart.ts";
import { readPicture } from "./picture/read-picture.ts";
import { readPrototype } from "./prototype/read-prototype.ts";

const Chart = lazy(() => import("./chart/chart.tsx"));
const Picture = lazy(() => import("./picture/picture.tsx"));
const Prototype = lazy(() => import("./prototype/prototype.tsx"));

interface DrawnProps {
  value: Value;
  /** The value in its raw form, which stands by itself where there is nothing to draw. */
  children: ReactNode;
}

/** A chart, a picture or a prototype, where the value is one. Each is loaded when first needed. */
export function Drawn({ value, children }: DrawnProps) {
  const drawn = useMemo(() => read(value), [value]);
  if (drawn === null) return children;
  return (
    <Suspense fallback={<p className="font-sans text-sm text-quiet">Loading what draws this…</p>}>
      {drawn.kind === "prototype" && <Prototype text={drawn.text}>{children}</Prototype>}
      {drawn.kind === "picture" && <Picture picture={drawn.picture}>{children}</Picture>}
      {drawn.kind === "chart" && <Chart chart={drawn.chart}>{children}</Chart>}
    </Suspense>
  );
}

function read(value: Value) {
  const text = readPrototype(value);
  if (text !== null) return { kind: "prototype" as const, text };
  const picture = readPicture(value);
  if (picture !== null) return { kind: "picture" as const, picture };
  const chart = readChart(value);
  return chart && { kind: "chart" as const, chart };
}
