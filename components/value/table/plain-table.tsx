import { ScrollBox } from "#components/ui";
import { useReader } from "../reader.ts";
import { writeNumber } from "../write-number.ts";
import { hasManyRows } from "./layout.ts";
import type { Records } from "./records.ts";
import { Sheet } from "./sheet.tsx";
import { TableFoot, tableBox } from "./table-foot.tsx";

const maxRows = 100;
const maxCells = 2_400;

/** How many rows are drawn without being asked for. */
export function countPlainRows({ rows, columns }: Records): number {
  return Math.min(rows.length, maxRows, Math.ceil(maxCells / columns.length));
}

/** The first rows of a table, where nothing can be done with it: on the server, and until the rest is loaded. */
export function PlainTable({ records, label }: { records: Records; label: string }) {
  const shown = countPlainRows(records);
  const more = records.total - shown;
  const reader = useReader();
  return (
    <>
      <ScrollBox label={label} className={tableBox}>
        <Sheet records={records} rows={records.rows.slice(0, shown)} />
      </ScrollBox>
      {(more > 0 || hasManyRows(records)) && (
        <TableFoot>
          {more > 0
            ? `${writeNumber(more, reader)} more ${more === 1 ? "row" : "rows"}`
            : `${writeNumber(records.total, reader)} rows`}
        </TableFoot>
      )}
    </>
  );
}
