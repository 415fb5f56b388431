import { isObject } from "./bounds.ts";
import type { Json } from "./plain-spec.ts";

type Spec = { [key: string]: Json };

const maxViews = 4;
const maxChars = 600;

/** A chart in words: what its author says of it, then its marks and what they show. */
export function describeChart(spec: Spec): string {
  const said = [readTitle(spec.title), readText(spec.description)].filter((words) => words !== "");
  const views = listViews(spec);
  const described = views.slice(0, maxViews).map(describeView);
  const more = views.length - described.length;
  const drawn = `A chart: ${described.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
  const text = [...said.map((words) => (/[.!?]$/.test(words) ? words : `${words}.`)), drawn].join(" ");
  return text.length > maxChars ? `${text.slice(0, maxChars).toWellFormed()}…` : text;
}

/** Its title, or what it is. */
export function nameChart(spec: Spec): string {
  const title = readTitle(spec.title);
  return title === "" ? "Chart" : title.slice(0, 200).toWellFormed();
}

function readTitle(title: Json | undefined): string {
  if (!isObject(title)) return readText(title);
  return [readText(title.text), readText(title.subtitle)].filter((words) => words !== "").join(", ");
}

/** Lines are one text. */
function readText(text: Json | undefined): string {
  if (Array.isArray(text))
    return text
      .filter((line) => typeof line === "string")
      .join(" ")
      .trim();
  return typeof text === "string" ? text.trim() : "";
}

interface View {
  mark: string;
  encoding: Spec;
}

/** The charts in it, each with what it shares with those around it. */
function listViews(spec: Spec, shared: Spec = {}, depth = 0): View[] {
  if (depth > 8) return [];
  const encoding = { ...shared, ...(isObject(spec.encoding) ? spec.encoding : {}) };
  const mark = isObject(spec.mark) ? spec.mark.type : spec.mark;
  if (typeof mark === "string") return [{ mark, encoding }];
  const inner = [spec.layer, spec.concat, spec.hconcat, spec.vconcat].find(Array.isArray) ?? [
    spec.spec ?? null,
  ];
  return inner.filter(isObject).flatMap((view) => listViews(view, encoding, depth + 1));
}

const channels: Record<string, string> = {
  x: "across",
  y: "up",
  theta: "as an angle",
  radius: "as a radius",
  color: "by colour",
  fill: "by colour",
  stroke: "by colour",
  size: "by size",
  shape: "by shape",
  opacity: "by opacity",
  text: "as text",
  row: "one row each",
  column: "one column each",
  facet: "one chart each",
};

const marks: Record<string, string> = {
  bar: "bars",
  line: "a line",
  area: "an area",
  point: "points",
  circle: "points",
  square: "squares",
  arc: "sectors",
  rect: "cells",
  rule: "rules",
  tick: "ticks",
  text: "words",
  trail: "a trail",
  boxplot: "boxes of quartiles",
  errorbar: "error bars",
  errorband: "a band of error",
  geoshape: "shapes of a map",
};

function describeView({ mark, encoding }: View): string {
  const shown = Object.entries(encoding).flatMap(([channel, definition]) => {
    const words = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
    const what = isObject(definition) ? describeField(definition) : null;
    return words === undefined || what === null ? [] : [`${what} ${words}`];
  });
  const drawn = Object.hasOwn(marks, mark) ? marks[mark] : `marks (${mark})`;
  return shown.length === 0 ? `${drawn}` : `${drawn}, ${shown.join(", ")}`;
}

function describeField({ field, aggregate, bin, timeUnit }: Spec): string | null {
  const name = typeof field === "string" ? `“${field}”` : null;
  if (aggregate === "count") return "how many";
  if (name === null) return null;
  if (typeof aggregate === "string") return `${aggregate} of ${name}`;
  if (typeof timeUnit === "string") return `${name} by ${timeUnit}`;
  return bin ? `${name} in bins` : name;
}
