/** A Markdown table, its columns aligned for those who read it as text: the first to the left, numbers to the right. */
export function formatTable(lines: readonly (readonly string[])[]): string {
  const [head = [], ...body] = lines;
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => width(line[column]))));
  const rule = widths.map((size, column) => (column === 0 ? "-".repeat(size) : `${"-".repeat(size - 1)}:`));
  return [head, rule, ...body].map((line) => formatLine(line, widths)).join("\n");
}

function formatLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => {
    const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - width(cell)));
    return column === 0 ? cell + gap : gap + cell;
  });
  return `| ${padded.join(" | ")} |`;
}

function width(cell: string | undefined): number {
  return cell === undefined ? 0 : [...cell].length;
}
