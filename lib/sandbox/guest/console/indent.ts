// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";

/** Groups deeper than this are indented no further. */
const maxDepth = 40;
const spaces = "                                                                                ";

/** Indents the lines of a group by two spaces for each group they are in, as Node does. */
export function createIndent() {
  let depth = 0;
  return {
    deeper(): void {
      depth++;
    },
    back(): void {
      if (depth > 0) depth--;
    },
    apply(values: unknown[]): unknown[] {
      if (depth === 0) return values;
      const margin = js.slice(spaces, 0, js.min(depth, maxDepth) * 2);
      const line = js.createList<unknown>();
      // A value is told from the margin before it by a space, which is then part of the margin.
      if (values.length === 0) line[0] = margin;
      else if (typeof values[0] !== "string") line[0] = js.slice(margin, 1);
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        const text = typeof value === "string" ? indentBreaks(value, margin) : value;
        line[line.length] = i === 0 && typeof value === "string" ? margin + text : text;
      }
      return line;
    },
  };
}

function indentBreaks(text: string, margin: string): string {
  let indented = "";
  let start = 0;
  for (let at = js.indexOf(text, "\n"); at >= 0; at = js.indexOf(text, "\n", start)) {
    indented += js.slice(text, start, at + 1) + margin;
    start = at + 1;
  }
  return indented + js.slice(text, start);
}
