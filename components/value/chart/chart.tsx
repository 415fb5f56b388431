import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { saveFile } from "#components/ui";
import type { DrawnProps } from "../kinds.ts";
import { PlainView } from "../plain-view.tsx";
import { Remark } from "../remark.tsx";
import { toDataUrl } from "../to-data-url.ts";
import { ToolButton, Tools } from "../tools.tsx";
import { ValueView } from "../value-view.tsx";
import { listData } from "./chart-data.ts";
import { describeChart, nameChart } from "./describe-chart.ts";
import type { Drawing } from "./draw-chart.ts";
import { draw } from "./drawer.ts";
import { readColours, useDark } from "./page-colours.ts";
import { paintPng } from "./paint-png.ts";
import { type PlainSpec, toPlainSpec } from "./plain-spec.ts";

/** A Vega-Lite specification as a chart: an image, so nothing in it can act, drawn where it cannot hold the page up. */
export default function Chart({ value, label }: DrawnProps) {
  const plain = useMemo(() => toPlainSpec(value), [value]);
  const undrawn = (why: string) => (
    <>
      <Remark>This chart is not drawn. {why}</Remark>
      <PlainView value={value} label={label} />
    </>
  );
  return plain.ok ? <Plain plain={plain} undrawn={undrawn} /> : undrawn(plain.why);
}

interface PlainProps {
  plain: Extract<PlainSpec, { ok: true }>;
  /** What stands in its place where it cannot be drawn. */
  undrawn: (why: string) => ReactNode;
}

function Plain({ plain: { spec, cut }, undrawn }: PlainProps) {
  const box = useRef<HTMLDivElement>(null);
  const state = useDrawing(spec, box);
  const [asData, setAsData] = useState(false);
  const name = useMemo(() => nameChart(spec), [spec]);
  const data = useMemo(() => listData(spec), [spec]);
  const { drawn, why } = state;
  if (why !== null) return undrawn(why);
  return (
    <figure className="w-[44rem] max-w-full">
      <div ref={box} className={asData ? "hidden" : ""}>
        {drawn === null ? (
          <p className="flex h-72 items-center font-sans text-sm text-quiet">Drawing the chart…</p>
        ) : (
          // biome-ignore lint/performance/noImgElement: there is nothing to fetch, so nothing to optimise.
          <img
            src={drawn.url}
            alt={describeChart(spec)}
            width={drawn.drawing.width}
            height={drawn.drawing.height}
            className="h-auto max-w-full"
          />
        )}
      </div>
      {asData &&
        data.map((table) => (
          <div key={table.name} className="mb-2">
            {data.length > 1 && <h4 className="font-sans text-xs text-quiet">{table.name}</h4>}
            <ValueView value={table.value} label={`${table.name} of the chart`} />
          </div>
        ))}
      {cut && (
        <Remark>The sandbox cut what the program returned, so some of the data is not in this chart.</Remark>
      )}
      {drawn?.drawing.notes.map((note) => (
        <Remark key={note}>{note}</Remark>
      ))}
      <Tools>
        {data.length > 0 && (
          <ToolButton name="Data of the chart" pressed={asData} onClick={() => setAsData(!asData)}>
            Data
          </ToolButton>
        )}
        {drawn !== null && <Saving name={name} drawing={drawn.drawing} />}
      </Tools>
    </figure>
  );
}

function Saving({ name, drawing }: { name: string; drawing: Drawing }) {
  const [failed, setFailed] = useState(false);
  const file =
    name
      .replace(/[^\p{L}\p{N} _-]+/gu, " ")
      .trim()
      .slice(0, 80) || "Chart";
  const savePng = async () => {
    const png = await paintPng(drawing);
    setFailed(png === null);
    if (png !== null) saveFile(`${file}.png`, png);
  };
  return (
    <span className="ml-auto flex gap-x-4">
      <ToolButton
        name="SVG: download the chart"
        onClick={() => saveFile(`${file}.svg`, new Blob([drawing.svg], { type: "image/svg+xml" }))}
      >
        SVG
      </ToolButton>
      <ToolButton name="PNG: download the chart" onClick={savePng}>
        PNG
      </ToolButton>
      {failed && (
        <span role="alert" className="text-xs text-unavailable">
          This browser could not make a PNG.
        </span>
      )}
    </span>
  );
}

interface Drawn {
  drawing: Drawing;
  url: string;
}

interface DrawingState {
  drawn: Drawn | null;
  /** Why it is not drawn; null while it may be. */
  why: string | null;
}

/** CSS pixels; narrower boxes scale the chart down. */
const minWidth = 240;

/** Draws it for the width of the box and the page's colours, and anew when one of them changes. */
function useDrawing(
  spec: Extract<PlainSpec, { ok: true }>["spec"],
  box: { current: Element | null },
): DrawingState {
  const [state, setState] = useState<DrawingState>({ drawn: null, why: null });
  const [width, setWidth] = useState<number | null>(null);
  const dark = useDark();

  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      // Hidden behind its data it has no width.
      if (measured > 0) setWidth(Math.max(minWidth, measured));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are others when it gets dark.
  useEffect(() => {
    if (width === null) return;
    const aborting = new AbortController();
    draw({ spec, width, colours: readColours() }, aborting.signal).then(async (reply) => {
      if (aborting.signal.aborted || reply === null) return;
      if (!reply.ok) return setState({ drawn: null, why: reply.why });
      const { drawing } = reply;
      const url = await toDataUrl(new Blob([drawing.svg], { type: "image/svg+xml" }));
      if (!aborting.signal.aborted) setState({ drawn: { drawing, url }, why: null });
    });
    return () => aborting.abort();
  }, [spec, width, dark]);

  return state;
}
