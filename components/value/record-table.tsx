import { ScrollBox } from "#components/ui";
import { cutText, formatValue, type Value } from "#lib/value";
import type { Records } from "./records.ts";

const maxRows = 100;
/** UTF-16 units of a cell, and of the name of a column. */
const cellChars = 2_000;
const columnChars = 200;

export function RecordTable({ records, label }: { records: Records; label: string }) {
  const shown = Math.min(records.rows.length, maxRows);
  const more = records.total - shown;
  return (
    <ScrollBox label={label} className="max-h-[32rem]">
      <table className="ledger">
        <thead>
          <tr>
            {records.columns.map((name, column) => (
              <th key={name} scope="col" className={records.numeric[column] ? "number" : ""}>
                {cutText(name, columnChars)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.rows.slice(0, maxRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a result have no other name and never move.
            <tr key={index}>
              {records.columns.map((name, column) => (
                <td key={name} className={records.numeric[column] ? "number" : "max-w-[40ch] break-words"}>
                  <Cell value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="py-1.5 text-xs text-quiet">
          {more.toLocaleString("en")} more {more === 1 ? "row" : "rows"}
        </p>
      )}
    </ScrollBox>
  );
}

/** A missing key leaves the cell empty; a key that holds nothing says so. */
function Cell({ value }: { value: Value | undefined }) {
  if (value === undefined) return null;
  if (value === "") return <span className="font-mono text-quiet">""</span>;
  if (typeof value === "string") return cutText(value, cellChars);
  const text = formatValue(value, { maxChars: cellChars });
  return value === null ? <span className="text-quiet">{text}</span> : text;
}
