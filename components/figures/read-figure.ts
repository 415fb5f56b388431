/** A number that a figure may mean. */
export interface Reading {
  /** As `canonical` writes it. */
  digits: string;
  /** How many digits stand behind its point. */
  decimals: number;
}

/**
 * What a figure can mean to readers of any language: `1,234` is a thousand and more to one and a little over one to another, and
 * a run says which. The text is one that `findFigures` found, or has no reading.
 */
export function readFigure(text: string): Reading[] {
  const sign = /^[-−–]/.test(text) ? "-" : "";
  const body = text.replace(/^[-−–+]?(?:[A-Z]{0,2}[$€£¥₹] ?)?/u, "");
  if (!/^\d[\d.,'’ \u202f\u00a0]*$/.test(body) || !/\d$/.test(body)) return [];
  const marks = body.replace(/\d/g, "");
  const last = marks.at(-1);
  if (last === undefined) return [toReading(sign, body, "")];
  const at = body.lastIndexOf(last);
  const whole = body.slice(0, at).replace(/\D/g, "");
  const rest = body.slice(at + 1);
  const asPoint = toReading(sign, whole, rest);
  const asGroups = toReading(sign, whole + rest, "");
  if (last !== "." && last !== ",") return [asGroups];
  // Groups of either kind before it make it a point, another of its own kind a group.
  if (marks.length > 1) return [marks.slice(0, -1).includes(last) ? asGroups : asPoint];
  const mayGroup = rest.length === 3 && whole.length <= 3 && !whole.startsWith("0");
  return mayGroup ? [asPoint, asGroups] : [asPoint];
}

function toReading(sign: string, whole: string, rest: string): Reading {
  return { digits: canonical(`${sign}${whole}${rest === "" ? "" : `.${rest}`}`), decimals: rest.length };
}

/** Decimal digits without zeros that say nothing: equal numbers have one text, however many digits they have. */
export function canonical(number: string): string {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  if (whole === "") return number;
  const decimals = rest.replace(/0+$/, "");
  const digits = `${whole.replace(/^0+(?=\d)/, "")}${decimals === "" ? "" : `.${decimals}`}`;
  return digits === "0" ? "0" : sign + digits;
}
