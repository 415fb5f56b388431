import type { Json } from "./plain-spec.ts";

type Spec = { [key: string]: Json };

/** Rows that a chart is drawn from, of all its data together, and what a transform may make of them. */
export const maxRows = 50_000;
const maxViews = 60;
/** Steps of a curve, bins, ticks. */
const maxSteps = 1_000;
/** CSS pixels. */
const maxSide = 4_000;

/** Says why a specification is not drawn: it asks for what is elsewhere, or for more than a page can draw. Null if it may be. */
export function findRefusal(spec: Spec): string | null {
  const views = countViews(spec);
  if (views > maxViews)
    return `It has ${views.toLocaleString("en")} charts in one; at most ${maxViews} are drawn.`;
  let rows = 0;
  for (const { key, value, parent } of walk(spec)) {
    const why = refuseEntry(key, value, parent);
    if (why !== null) return why;
    if (key === "values" && Array.isArray(value)) rows += value.length;
  }
  const more = rows > maxRows;
  return more
    ? `It has ${rows.toLocaleString("en")} rows of data; at most ${count(maxRows)} are drawn.`
    : null;
}

const count = (n: number) => n.toLocaleString("en");

function refuseEntry(key: string, value: Json, parent: string): string | null {
  switch (key) {
    case "url":
      return parent === "data"
        ? `It asks for data at an address (${String(value).slice(0, 200)}). Charts here are drawn from the data in the specification alone.`
        : null;
    case "mark":
      return refuseMark(isObject(value) ? value.type : value);
    case "sequence":
      return isObject(value) ? refuseSequence(value) : null;
    case "graticule":
      return isObject(value) ? "It draws a graticule with steps of its own, which is not done here." : null;
    case "steps":
    case "minsteps":
    case "maxsteps":
    case "maxbins":
      return typeof value === "number" && value <= maxSteps
        ? null
        : `It asks for more than ${count(maxSteps)} ${key === "maxbins" ? "bins" : "steps"}.`;
    case "width":
    case "height":
      return typeof value === "number" && value > maxSide
        ? `It is more than ${count(maxSide)} pixels across.`
        : null;
    default:
      return null;
  }
}

const marks: readonly unknown[] = [
  ...[
    "arc",
    "area",
    "bar",
    "circle",
    "geoshape",
    "image",
    "line",
    "point",
    "rect",
    "rule",
    "square",
    "text",
    "tick",
    "trail",
  ],
  ...["boxplot", "errorband", "errorbar"],
];

/** In a configuration the marks of a kind are an object that names none. */
function refuseMark(mark: Json | undefined): string | null {
  if (mark === undefined || marks.includes(mark)) return null;
  return `Its mark is none that Vega-Lite has: ${String(mark).slice(0, 100)}.`;
}

function refuseSequence({ start = 0, stop = 0, step = 1 }: Spec): string | null {
  const length = (Number(stop) - Number(start)) / Number(step);
  return Number.isFinite(length) && length <= maxRows
    ? null
    : `It makes a sequence of more than ${count(maxRows)} rows.`;
}

/** How many charts stand in one. Facets are counted when their data is known. */
function countViews(view: Json | undefined): number {
  if (!isObject(view)) return 1;
  for (const name of ["layer", "concat", "hconcat", "vconcat"]) {
    const views = view[name];
    if (Array.isArray(views)) return views.reduce((sum: number, each) => sum + countViews(each), 0);
  }
  const { repeat } = view;
  if (repeat === undefined || repeat === null) return view.spec === undefined ? 1 : countViews(view.spec);
  const lists = isObject(repeat) ? Object.values(repeat) : [repeat];
  const times = lists.reduce((product: number, list) => product * (Array.isArray(list) ? list.length : 1), 1);
  return times * countViews(view.spec);
}

/**
 * The same without what is dead here or would take too long, and what is to be said of it: pictures and links at addresses,
 * ticks as fine as to be countless, a ground and a size that the page decides on.
 */
export function tame(spec: Spec): { spec: Spec; notes: string[] } {
  const notes = new Set<string>();
  const copy = structuredClone(spec);
  delete copy.background;
  if (isObject(copy.config)) delete copy.config.background;
  for (const { key, value, holder, parent } of walk(copy)) {
    if (parent === "values") continue;
    if (key === "href") {
      delete holder[key];
      notes.add("Links in it are dead.");
    } else if (key === "url" && parent !== "data") {
      delete holder[key];
      notes.add("Pictures in it are not loaded.");
    } else if (key === "tickCount" && !isTickCount(value)) {
      delete holder[key];
      notes.add("Its ticks are set by the page: it asked for too many.");
    }
  }
  return { spec: copy, notes: [...notes] };
}

function isTickCount(value: Json): boolean {
  if (typeof value === "number") return value <= maxSteps;
  const interval = isObject(value) ? value.interval : value;
  return ["day", "week", "month", "quarter", "year"].includes(String(interval));
}

export const isObject = (value: Json | undefined): value is Spec =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface Entry {
  key: string;
  value: Json;
  /** The object that has it, and under which key that one stands. */
  holder: Spec;
  parent: string;
}

/** Every entry of every object but those of rows of data, which are nobody's to interpret. */
function* walk(spec: Spec, parent = ""): Generator<Entry> {
  for (const [key, value] of Object.entries(spec)) {
    yield { key, value, holder: spec, parent };
    if (key === "values" || key === "datasets") continue;
    for (const each of Array.isArray(value) ? value.flat(2) : [value])
      if (isObject(each)) yield* walk(each, key);
  }
}
