import { diffLines } from "diff";

/** Lines that stand together in what was there before, in what is there now, or in both. `at` counts all lines before it. */
export type Passage =
  | { kind: "same" | "added" | "removed"; at: number; lines: string[] }
  | { kind: "skipped"; at: number; count: number };

/** Lines around a change that are shown with it. */
const contextLines = 3;

/** More changed lines than this are not compared one by one: it would take too long, and nobody would follow. */
const maxEditLength = 1_000;

/** The lines of both texts in order, but for those far from every change; none where they are the same. */
export function listChanges(before: string, after: string): Passage[] {
  if (end(before) === end(after)) return [];
  const compared = diffLines(end(before), end(after), { maxEditLength });
  const whole: Passage[] = compared
    ? compared.map(({ added, removed, value }) =>
        toPassage(added ? "added" : removed ? "removed" : "same", value),
      )
    : [toPassage("removed", end(before)), toPassage("added", end(after))];
  const folded = whole.flatMap((passage, index) => fold(passage, index > 0, index < whole.length - 1));
  let at = 0;
  return folded.map((passage) => {
    const placed = { ...passage, at };
    at += passage.kind === "skipped" ? passage.count : passage.lines.length;
    return placed;
  });
}

/** A last line without an end of its own is the same line. */
function end(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n");
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

function toPassage(kind: "same" | "added" | "removed", text: string): Passage {
  return { kind, at: 0, lines: text.replace(/\n$/, "").split("\n") };
}

function fold(passage: Passage, isAfter: boolean, isBefore: boolean): Passage[] {
  if (passage.kind !== "same") return [passage];
  const { lines } = passage;
  const head = isAfter ? contextLines : 0;
  const tail = isBefore ? contextLines : 0;
  const count = lines.length - head - tail;
  // One line is shown rather than said to be there.
  if (count < 2) return [passage];
  const shown = (part: string[]): Passage[] =>
    part.length > 0 ? [{ kind: "same", at: 0, lines: part }] : [];
  return [
    ...shown(lines.slice(0, head)),
    { kind: "skipped", at: 0, count },
    ...shown(lines.slice(lines.length - tail)),
  ];
}
