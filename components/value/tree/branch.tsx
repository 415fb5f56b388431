import { type ReactNode, useState } from "react";
import { ChevronRightIcon } from "#components/ui";
import type { Value } from "#lib/value";
import { Marked } from "../marked.tsx";
import { type Mark, useWhenLed } from "../pointing.ts";
import type { Reader } from "../reader.ts";
import { writeNumber } from "../write-number.ts";
import { type Entries, type Entry, readEntries } from "./entries.ts";
import { describePath, followRef, isRef, type Ref } from "./follow-ref.ts";
import { isLongText, Leaf, LongText } from "./leaf.tsx";
import { briefly, headOf, previewOf } from "./preview.ts";
import { partSlice, type Slice } from "./slices.ts";
import { type EntryOnWay, entryOn, type Way } from "./way.ts";

/** What is known of the tree wherever one is in it. */
export interface Reading {
  root: Value;
  /** What is open to begin with. */
  open: ReadonlySet<Value>;
  reader: Reader;
}

interface PlaceProps {
  value: Value;
  /** The containers that the value stands in. A reference to one of them is a cycle. */
  around: readonly Value[];
  reading: Reading;
  /** To what is marked; null where that is not in it. */
  way: Way | null;
}

/** What a container holds. */
export function Contents({ value, around, reading, way }: PlaceProps) {
  const entries = readEntries(value);
  if (entries === null) return null;
  const inside = [...around, value];
  return (
    <ul className="[ul_&]:pl-[1.25em]">
      <SliceRows
        entries={entries}
        slice={{ from: 0, to: entries.count }}
        around={inside}
        reading={reading}
        marked={entryOn(way, value)}
      />
      {entries.count === 0 && entries.cut === 0 && <Row>nothing</Row>}
      {entries.cut > 0 && (
        <Row>{`… ${writeNumber(entries.cut, reading.reader)} more, cut off in the sandbox`}</Row>
      )}
    </ul>
  );
}

const Row = ({ children }: { children: string }) => <li className="pl-[1.25em] text-quiet">{children}</li>;

interface SliceRowsProps extends Omit<PlaceProps, "value" | "way"> {
  entries: Entries;
  slice: Slice;
  /** The entry that the way to what is marked goes through. */
  marked: EntryOnWay | null;
}

function SliceRows({ entries, slice, around, reading, marked }: SliceRowsProps) {
  const parts = partSlice(slice);
  if (parts)
    return parts.map((part) => (
      <Branch
        key={part.from}
        name={`${entries.at(part.from).name} … ${entries.at(part.to - 1).name}`}
        head=""
        preview=""
        isOpen={false}
        way={marked && marked.index >= part.from && marked.index < part.to ? marked.way : null}
      >
        {() => (
          <ul className="pl-[1.25em]">
            <SliceRows entries={entries} slice={part} around={around} reading={reading} marked={marked} />
          </ul>
        )}
      </Branch>
    ));
  return Array.from({ length: slice.to - slice.from }, (_, index) => (
    // Keys of a program may look alike, or be the same in a Map; places are not.
    <EntryRow
      // biome-ignore lint/suspicious/noArrayIndexKey: what stands in a value never moves.
      key={index}
      entry={entries.at(slice.from + index)}
      around={around}
      reading={reading}
      marked={marked?.index === slice.from + index ? marked : null}
    />
  ));
}

interface EntryRowProps extends Omit<PlaceProps, "value" | "way"> {
  entry: Entry;
  /** Null where the way to what is marked does not go through it. */
  marked: EntryOnWay | null;
}

function EntryRow({ entry: { name: written, value, key }, around, reading, marked }: EntryRowProps) {
  const place = { around, reading };
  if (key !== undefined)
    return (
      <Branch name={written} head="" preview={briefly(value)} isOpen={false} way={marked?.way ?? null}>
        {() => (
          <ul className="pl-[1.25em]">
            <EntryRow entry={{ name: "key", value: key }} {...place} marked={sideOf(marked, true)} />
            <EntryRow entry={{ name: "value", value }} {...place} marked={sideOf(marked, false)} />
          </ul>
        )}
      </Branch>
    );
  const name = marked?.isKey ? <Marked mark={marked.way.mark}>{written}</Marked> : written;
  const way = marked && !marked.isKey ? marked.way : null;
  const mark = way?.mark ?? null;
  if (isRef(value)) return <RefRow name={name} reference={value} {...place} />;
  if (isLongText(value))
    return (
      <Branch
        name={name}
        head=""
        preview={<Leaf value={value} locale={reading.reader.locale} />}
        isOpen={false}
        way={way}
      >
        {() => <LongText value={value} mark={mark} />}
      </Branch>
    );
  if ((readEntries(value)?.count ?? 0) === 0)
    return <LeafRow name={name} value={value} mark={mark} reading={reading} />;
  return (
    <Branch
      name={name}
      head={headOf(value)}
      preview={previewOf(value)}
      isOpen={reading.open.has(value)}
      way={way}
    >
      {() => <Contents value={value} {...place} way={way} />}
    </Branch>
  );
}

/** What stands under an entry's key, or beside it, is that part of the entry. */
function sideOf(marked: EntryOnWay | null, isKey: boolean): EntryOnWay | null {
  return marked?.isKey === isKey ? { ...marked, isKey: false } : null;
}

/** Something that was seen before: in what it stands in itself, or elsewhere; then it can be opened here too. */
function RefRow({
  name,
  reference,
  around,
  reading,
}: Omit<PlaceProps, "value" | "way"> & { name: ReactNode; reference: Ref }) {
  const target = followRef(reading.root, reference);
  const path = describePath(reading.root, reference.path);
  const where = path === "" ? "the whole value" : path;
  if (target === undefined || around.includes(target) || readEntries(target) === null)
    return (
      <LeafRow name={name} reading={reading}>
        <span className="text-quiet">{target === undefined ? "[Circular]" : `[Circular] ${where}`}</span>
      </LeafRow>
    );
  return (
    <Branch name={name} head={headOf(target)} preview={`the same as ${where}`} isOpen={false} way={null}>
      {() => <Contents value={target} around={around} reading={reading} way={null} />}
    </Branch>
  );
}

function LeafRow({
  name,
  value,
  mark = null,
  reading,
  children,
}: {
  name: ReactNode;
  value?: Value;
  mark?: Mark | null;
  reading: Reading;
  children?: ReactNode;
}) {
  return (
    <li className="pl-[1.25em]">
      <Name>{name}</Name> {children}
      {value !== undefined && (
        <Marked mark={mark}>
          <Leaf value={value} locale={reading.reader.locale} />
        </Marked>
      )}
    </li>
  );
}

const Name = ({ children }: { children: ReactNode }) => (
  <>
    <bdi>{children}</bdi>
    <span className="text-quiet">:</span>
  </>
);

interface BranchProps {
  name: ReactNode;
  head: string;
  /** What is said of it while it is closed. */
  preview: ReactNode;
  /** To begin with. */
  isOpen: boolean;
  /** Where it leads into the branch, that opens. */
  way: Way | null;
  children: () => ReactNode;
}

/** What is closed is not drawn. */
function Branch({ name, head, preview, isOpen, way, children }: BranchProps) {
  const [open, setOpen] = useState(isOpen);
  useWhenLed(way?.mark ?? null, () => setOpen(true));
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="rounded-sm text-left -outline-offset-1 hover:text-accent"
      >
        <span
          className={`inline-block w-[1.5625em] text-[0.8em] text-quiet ${open ? "[&>svg]:rotate-90" : ""}`}
        >
          <ChevronRightIcon />
        </span>
        <Name>{name}</Name>
        {head !== "" && <span className="text-quiet"> {head}</span>}
      </button>
      {!open && preview !== "" && <span className="text-quiet"> {preview}</span>}
      {open && children()}
    </li>
  );
}
