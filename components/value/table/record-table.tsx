import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import { ArrowDownIcon, ArrowUpIcon, ScrollBox, saveFile } from "#components/ui";
import type { DrawnProps } from "../kinds.ts";
import { useWhenLed } from "../pointing.ts";
import { type Reader, useReader } from "../reader.ts";
import { ToolButton, Tools } from "../tools.tsx";
import { writeNumber } from "../write-number.ts";
import { writeCsv, writeJson } from "./export-rows.ts";
import { filterRows } from "./filter-rows.ts";
import { hasManyRows } from "./layout.ts";
import { locateCell } from "./locate-cell.ts";
import { isSameTable, type Records, type Row, readRecords } from "./records.ts";
import { type MarkedCell, Sheet } from "./sheet.tsx";
import { nextSorting, type Sorting, sortRows } from "./sort-rows.ts";
import { TableFoot, tableBox } from "./table-foot.tsx";

/** More rows than this are drawn only where they are looked at. */
const maxWholeRows = 100;

/** A row of one line, in pixels; those that are drawn are measured. */
const rowPx = 31;

/** A table that can be sorted, searched and taken away; loaded with the first one. */
export default function RecordTable({ value, label, mark = null }: DrawnProps) {
  const records = readRecords(value);
  const marked = useMemo(() => {
    const place = records && mark && locateCell(value, records, mark.path);
    const row = place && records.rows[place.row];
    return row && mark ? { row, column: place.column, mark } : null;
  }, [value, records, mark]);
  // Nobody sorted or filtered the rows of another value.
  const [drawn, setDrawn] = useState({ records, count: 0 });
  if (drawn.records !== records)
    setDrawn({ records, count: isSameTable(drawn.records, records) ? drawn.count : drawn.count + 1 });
  return records && <Table key={drawn.count} records={records} label={label} marked={marked} />;
}

interface TableProps {
  records: Records;
  label: string;
  marked: MarkedCell | null;
}

function Table({ records, label, marked }: TableProps) {
  const reader = useReader();
  const { locale } = reader;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words);
  useWhenLed(marked?.mark ?? null, () => {
    setSorting(null);
    setWords("");
  });
  const sorted = useMemo(() => sortRows(records.rows, sorting, locale), [records, sorting, locale]);
  const rows = useMemo(() => filterRows(sorted, wanted, locale), [sorted, wanted, locale]);
  const many = hasManyRows(records);
  const isCut = records.total > records.rows.length;

  const drawHead = (name: string, column: number) => (
    <SortButton
      name={name}
      isNumber={records.numeric[column] === true}
      direction={sorting?.column === column ? sorting.direction : null}
      onSort={() => setSorting(nextSorting(sorting, column))}
    />
  );
  const sheet = { records, label, rows, drawHead, sorted: sorting, marked };
  return (
    <>
      <Tools>
        {many && <Filter words={words} onChange={setWords} />}
        <Downloads records={records} rows={rows} label={label} />
      </Tools>
      {rows.length > maxWholeRows ? (
        <LongTable {...sheet} />
      ) : (
        <ScrollBox label={label} className={tableBox}>
          <Sheet {...sheet} />
        </ScrollBox>
      )}
      {(many || isCut) && (
        <TableFoot spoken>{describeRows(rows.length, records, wanted.trim() !== "", reader)}</TableFoot>
      )}
    </>
  );
}

function describeRows(shown: number, { rows, total }: Records, filtered: boolean, reader: Reader): string {
  const count = (rows: number) => writeNumber(rows, reader);
  const kept = filtered ? `${count(shown)} of ${count(rows.length)} rows` : `${count(rows.length)} rows`;
  const more = total - rows.length;
  return more > 0
    ? `${kept}; ${count(more)} more ${more === 1 ? "was" : "were"} cut off in the sandbox`
    : kept;
}

interface LongTableProps {
  records: Records;
  label: string;
  rows: readonly Row[];
  drawHead: (name: string, column: number) => React.ReactNode;
  sorted: Sorting | null;
  marked: MarkedCell | null;
}

function LongTable({ label, rows, ...sheet }: LongTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const led = sheet.marked?.mark.leads ? sheet.marked.row : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each cell that is led to, when its row is in the list.
  useEffect(() => {
    const index = led ? rows.indexOf(led) : -1;
    if (index !== -1) virtual.scrollToIndex(index, { align: "center" });
  }, [led, sheet.marked?.mark.path]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  return (
    <ScrollBox ref={box} label={label} className={`${tableBox} [overflow-anchor:none]`}>
      <Sheet
        {...sheet}
        rows={rows.slice(first, first + items.length)}
        window={{
          first,
          count: rows.length,
          abovePx: items[0]?.start ?? 0,
          belowPx: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
          measure: virtual.measureElement,
        }}
      />
    </ScrollBox>
  );
}

interface SortButtonProps {
  name: string;
  isNumber: boolean;
  direction: Sorting["direction"] | null;
  onSort: () => void;
}

function SortButton({ name, isNumber, direction, onSort }: SortButtonProps) {
  return (
    <button
      type="button"
      onClick={onSort}
      className={`group/sort flex w-full items-center gap-1 -outline-offset-2 hover:text-accent ${isNumber ? "flex-row-reverse" : ""}`}
    >
      <span className="min-w-0 truncate">{name}</span>
      <span className={`text-[0.75em] ${direction ? "" : "opacity-0 group-hover/sort:opacity-50"}`}>
        {direction === "descending" ? <ArrowDownIcon /> : <ArrowUpIcon />}
      </span>
    </button>
  );
}

function Filter({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Filter rows
      </label>
      <input
        id={id}
        type="search"
        value={words}
        placeholder="Filter rows"
        onChange={(event) => onChange(event.currentTarget.value)}
        className="h-7 w-48 min-w-0 border-b border-rule-strong bg-transparent text-sm placeholder:text-quiet"
      />
    </>
  );
}

interface DownloadsProps {
  records: Records;
  rows: readonly Row[];
  label: string;
}

/** What is listed, in the order in which it is. */
function Downloads({ records, rows, label }: DownloadsProps) {
  const name = label.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const save = (ending: string, type: string, text: string) =>
    saveFile(`${name}.${ending}`, new Blob([text], { type }));
  return (
    <span className="ml-auto flex gap-x-4">
      <ToolButton
        name="CSV: download the rows"
        onClick={() => save("csv", "text/csv", writeCsv(records.columns, rows))}
      >
        CSV
      </ToolButton>
      <ToolButton
        name="JSON: download the rows"
        onClick={() => save("json", "application/json", writeJson(records, rows))}
      >
        JSON
      </ToolButton>
    </span>
  );
}
