import { type ReactNode, useState } from "react";
import { ChevronRightIcon } from "#components/ui";
import type { Value } from "#lib/value";
import { type Entries, type Entry, readEntries } from "./entries.ts";
import { describePath, followRef, isRef, type Ref } from "./follow-ref.ts";
import { isLongText, Leaf, LongText } from "./leaf.tsx";
import { briefly, headOf, previewOf } from "./preview.ts";
import { partSlice, type Slice } from "./slices.ts";

/** What is known of the tree wherever one is in it. */
export interface Reading {
  root: Value;
  /** What is open to begin with. */
  open: ReadonlySet<Value>;
  locale: string;
}

interface PlaceProps {
  value: Value;
  /** The containers that the value stands in. A reference to one of them is a cycle. */
  around: readonly Value[];
  reading: Reading;
}

/** What a container holds. */
export function Contents({ value, around, reading }: PlaceProps) {
  const entries = readEntries(value);
  if (entries === null) return null;
  const inside = [...around, value];
  return (
    <ul className="[ul_&]:pl-[1.25em]">
      <SliceRows entries={entries} slice={{ from: 0, to: entries.count }} around={inside} reading={reading} />
      {entries.count === 0 && entries.cut === 0 && <Row>nothing</Row>}
      {entries.cut > 0 && (
        <Row>{`… ${entries.cut.toLocaleString(reading.locale)} more, cut off in the sandbox`}</Row>
      )}
    </ul>
  );
}

const Row = ({ children }: { children: string }) => <li className="pl-[1.25em] text-quiet">{children}</li>;

interface SliceRowsProps extends Omit<PlaceProps, "value"> {
  entries: Entries;
  slice: Slice;
}

function SliceRows({ entries, slice, around, reading }: SliceRowsProps) {
  const parts = partSlice(slice);
  if (parts)
    return parts.map((part) => (
      <Branch
        key={part.from}
        name={`${entries.at(part.from).name} … ${entries.at(part.to - 1).name}`}
        head=""
        preview=""
        isOpen={false}
      >
        {() => (
          <ul className="pl-[1.25em]">
            <SliceRows entries={entries} slice={part} around={around} reading={reading} />
          </ul>
        )}
      </Branch>
    ));
  return Array.from({ length: slice.to - slice.from }, (_, index) => (
    // Keys of a program may look alike, or be the same in a Map; places are not.
    // biome-ignore lint/suspicious/noArrayIndexKey: what stands in a value never moves.
    <EntryRow key={index} entry={entries.at(slice.from + index)} around={around} reading={reading} />
  ));
}

interface EntryRowProps extends Omit<PlaceProps, "value"> {
  entry: Entry;
}

function EntryRow({ entry: { name, value, key }, around, reading }: EntryRowProps) {
  if (key !== undefined)
    return (
      <Branch name={name} head="" preview={briefly(value)} isOpen={false}>
        {() => (
          <ul className="pl-[1.25em]">
            <EntryRow entry={{ name: "key", value: key }} around={around} reading={reading} />
            <EntryRow entry={{ name: "value", value }} around={around} reading={reading} />
          </ul>
        )}
      </Branch>
    );
  if (isRef(value)) return <RefRow name={name} reference={value} around={around} reading={reading} />;
  if (isLongText(value))
    return (
      <Branch name={name} head="" preview={<Leaf value={value} locale={reading.locale} />} isOpen={false}>
        {() => <LongText value={value} />}
      </Branch>
    );
  if ((readEntries(value)?.count ?? 0) === 0) return <LeafRow name={name} value={value} reading={reading} />;
  return (
    <Branch name={name} head={headOf(value)} preview={previewOf(value)} isOpen={reading.open.has(value)}>
      {() => <Contents value={value} around={around} reading={reading} />}
    </Branch>
  );
}

/** Something that was seen before: in what it stands in itself, or elsewhere; then it can be opened here too. */
function RefRow({
  name,
  reference,
  around,
  reading,
}: Omit<EntryRowProps, "entry"> & { name: string; reference: Ref }) {
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
    <Branch name={name} head={headOf(target)} preview={`the same as ${where}`} isOpen={false}>
      {() => <Contents value={target} around={around} reading={reading} />}
    </Branch>
  );
}

function LeafRow({
  name,
  value,
  reading,
  children,
}: {
  name: string;
  value?: Value;
  reading: Reading;
  children?: ReactNode;
}) {
  return (
    <li className="pl-[1.25em]">
      <Name>{name}</Name> {children}
      {value !== undefined && <Leaf value={value} locale={reading.locale} />}
    </li>
  );
}

const Name = ({ children }: { children: string }) => (
  <>
    <bdi>{children}</bdi>
    <span className="text-quiet">:</span>
  </>
);

interface BranchProps {
  name: string;
  head: string;
  /** What is said of it while it is closed. */
  preview: ReactNode;
  /** To begin with. */
  isOpen: boolean;
  children: () => ReactNode;
}

/** What is closed is not drawn. */
function Branch({ name, head, preview, isOpen, children }: BranchProps) {
  const [open, setOpen] = useState(isOpen);
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
