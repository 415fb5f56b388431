import type { ReactNode } from "react";
import { cutText, type Value } from "#lib/value";
import { Marked } from "../marked.tsx";
import { NumberText } from "../number.tsx";
import type { Mark } from "../pointing.ts";
import { useReader } from "../reader.ts";
import { showName } from "../show-name.ts";
import { cellText, numberText } from "./cell-text.ts";
import { layOut } from "./layout.ts";
import type { Records, Row } from "./records.ts";

/** UTF-16 units of the name of a column. */
const columnChars = 200;

/** The first column ends at a line, so that a number that is scrolled half behind it is not taken for another. */
const stays = "sticky left-0 border-r border-r-rule bg-paper [&+*]:pl-[0.9rem]";

/** What the padding of a cell takes beside its text. */
const gapRem = 0.9;

export interface SheetProps {
  records: Records;
  rows: readonly Row[];
  /** Where the rows stand among all that there are, from 0; left out where they are all of them. */
  window?: RowWindow | undefined;
  /** What stands in the head of a column. */
  drawHead?: ((name: string, column: number) => ReactNode) | undefined;
  sorted?: { column: number; direction: "ascending" | "descending" } | null;
  marked?: MarkedCell | null;
}

export interface MarkedCell {
  row: Row;
  column: number;
  mark: Mark;
}

export interface RowWindow {
  first: number;
  /** Of all rows. */
  count: number;
  /** Height of what is not drawn, in pixels. */
  abovePx: number;
  belowPx: number;
  measure: (row: HTMLTableRowElement | null) => void;
}

/** The table itself. Head and, where there is room, the first column stay while the rest is scrolled. */
export function Sheet({ records, rows, window, drawHead, sorted = null, marked = null }: SheetProps) {
  const { columns, numeric } = records;
  const { locale } = useReader();
  const { widthsCh, sticky, groupedFrom } = layOut(records);
  const first = sticky ? stays : "";
  return (
    <table
      className={`ledger border-separate border-spacing-0 ${widthsCh ? "table-fixed" : ""}`}
      style={widthsCh ? { width: widthOf(widthsCh, widthsCh.length + Number(sticky)) } : undefined}
      aria-rowcount={window && window.count + 1}
    >
      {widthsCh && (
        <colgroup>
          {widthsCh.map((ch, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never move.
            <col key={column} style={{ width: widthOf([ch], sticky && column === 1 ? 2 : 1) }} />
          ))}
        </colgroup>
      )}
      <thead>
        <tr aria-rowindex={window && 1}>
          {columns.map((name, column) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never move.
              key={column}
              scope="col"
              aria-sort={sorted?.column === column ? sorted.direction : undefined}
              className={`sticky top-0 bg-paper ${column === 0 ? `z-20 ${first}` : "z-10"} ${widthsCh ? "overflow-hidden text-ellipsis" : ""} ${numeric[column] ? "number" : ""}`}
            >
              {drawHead ? drawHead(columnName(name), column) : columnName(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Gap px={window?.abovePx ?? 0} columns={columns.length} />
        {rows.map((row, index) => (
          <tr
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of a result has no other name than its place.
            key={index + (window?.first ?? 0)}
            ref={window?.measure}
            data-index={window && window.first + index}
            aria-rowindex={window && window.first + index + 2}
          >
            {columns.map((_, column) => (
              <td
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never move.
                key={column}
                className={cellClass(numeric[column] === true, column === 0 ? first : "")}
              >
                <Marked mark={marked?.row === row && marked.column === column ? marked.mark : null}>
                  <Cell value={row[column]} locale={locale} from={groupedFrom[column]} />
                </Marked>
              </td>
            ))}
          </tr>
        ))}
        <Gap px={window?.belowPx ?? 0} columns={columns.length} />
      </tbody>
    </table>
  );
}

const columnName = (name: string) => showName(cutText(name, columnChars));

function cellClass(isNumber: boolean, sticky: string): string {
  const kind = isNumber ? "number" : "max-w-[40ch] [overflow-wrap:anywhere]";
  return sticky === "" ? kind : `${kind} ${sticky}`;
}

const widthOf = (widthsCh: number[], gaps: number) =>
  `calc(${widthsCh.reduce((sum, ch) => sum + ch, 0)}ch + ${(gaps * gapRem).toFixed(1)}rem)`;

/** Takes the room of the rows that are not drawn. */
function Gap({ px, columns }: { px: number; columns: number }) {
  if (px <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  );
}

interface CellProps {
  value: Value | undefined;
  locale: string;
  from: number | undefined;
}

/** A missing key leaves the cell empty; a key that holds nothing says so. */
function Cell({ value, locale, from }: CellProps) {
  if (value === undefined) return null;
  if (value === "") return <span className="font-mono text-quiet">""</span>;
  const number = numberText(value);
  if (number !== null) return <NumberText text={number} locale={locale} from={from} />;
  const text = cellText(value);
  return value === null ? <span className="text-quiet">{text}</span> : text;
}
