import { formatTable } from "./markdown.ts";
import { type Group, groupOf, groups, type Row } from "./row.ts";
import { splitOf, splits } from "./split.ts";

/** Rows and families by group and split, as a Markdown table. */
export function describeSet(rows: readonly Row[]): string {
  const byGroup = Map.groupBy(rows, groupOf);
  const line = (name: Group | "all", own: readonly Row[]) => {
    const parts = splits.map((split) => own.filter((row) => splitOf(row) === split));
    return [name, ...[...parts, own].map((part) => `${part.length} (${countFamilies(part)})`)];
  };
  return formatTable([
    ["rows (families)", ...splits, "all"],
    ...groups.map((group) => line(group, byGroup.get(group) ?? [])),
    line("all", rows),
  ]);
}

export function countFamilies(rows: readonly Row[]): number {
  return new Set(rows.map(({ family }) => family)).size;
}
