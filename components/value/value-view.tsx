import { memo, type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLoaded, useNear } from "#components/ui";
import type { Value } from "#lib/value";
import { findKind, type Kind, treeKind } from "./kinds.ts";
import { Block, PlainView } from "./plain-view.tsx";
import { type Mark, useWhenLed } from "./pointing.ts";
import { chooseRaw, isRawChosen } from "./raw-choice.ts";
import { Remark } from "./remark.tsx";
import { isWord } from "./scalar.tsx";
import { Text } from "./text.tsx";
import { ToolButton, ToolLine } from "./tools.tsx";
import { ValueBoundary } from "./value-boundary.tsx";

interface ValueViewProps {
  value: Value;
  label?: string;
  /** What of it is marked. */
  mark?: Mark | null;
}

/** Draws what a program returned or displayed as what it is. Nothing is empty: `""`, `null` and `undefined` have words. */
export const ValueView = memo(function ValueView({ value, label = "Value", mark = null }: ValueViewProps) {
  const found = useMemo(() => findKind(value), [value]);
  // In a text of many values none can be pointed at.
  const kind = found ?? (mark?.leads && holdsOthers(value) ? treeKind : null);
  if (kind === null) return <PlainView value={value} label={label} mark={mark} />;
  return <Switched key={kind.name} kind={kind} value={value} label={label} mark={mark} />;
});

const holdsOthers = (value: Value) => typeof value === "object" && !isWord(value);

interface DrawnViewProps {
  kind: Kind;
  value: Value;
  label: string;
  mark: Mark | null;
}

/** Under a line of what can be done with it, with its text a switch away. */
function Switched({ kind, value, label, mark }: DrawnViewProps) {
  const [line, setLine] = useState<HTMLElement | null>(null);
  const [raw, setRaw] = useState(() => isRawChosen(value));
  useWhenLed(mark, () => setRaw(false));
  return (
    <div className="max-w-full">
      <div className="flex min-h-8 items-center gap-x-4">
        <div ref={setLine} className="flex min-w-0 flex-1 items-center gap-x-4" />
        <ToolButton
          name={`Raw form of ${label}`}
          pressed={raw}
          onClick={() => {
            chooseRaw(value, !raw);
            setRaw(!raw);
          }}
        >
          Raw
        </ToolButton>
      </div>
      {raw ? (
        <Raw value={value} label={label} />
      ) : (
        <ToolLine value={line}>
          {kind.space !== null && mark?.leads && holdsOthers(value) && (
            <Loaded kind={treeKind} value={value} label={`Data of ${label}`} mark={mark} />
          )}
          <Loaded kind={kind} value={value} label={label} mark={mark} />
        </ToolLine>
      )}
    </div>
  );
}

/** A text is its own. */
function Raw(props: { value: Value; label: string }) {
  return typeof props.value === "string" ? <Text text={props.value} /> : <Block {...props} />;
}

function Loaded({ kind, value, label, mark }: DrawnViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const isNear = useNear(frame);
  const loading = useLoaded(kind.drawn);
  const Component = isNear ? loading.Component : null;
  const plain = <PlainView value={value} label={label} />;
  const meanwhile =
    loading.failed || kind.space === null ? (
      <>
        {loading.failed && <Unloaded onRetry={kind.drawn.load} />}
        {plain}
      </>
    ) : (
      <p className={`flex items-center text-sm text-quiet ${kind.space}`}>Loading what draws this…</p>
    );
  return (
    <Kept frame={frame} whilePlain={Component === null && kind.space === null}>
      {Component === null ? (
        meanwhile
      ) : (
        <ValueBoundary plain={plain}>
          <Component value={value} label={label} mark={mark} />
        </ValueBoundary>
      )}
    </Kept>
  );
}

function Unloaded({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      <Remark>What draws this could not be loaded.</Remark>
      <ToolButton name="Try again to load what draws this" onClick={onRetry}>
        Try again
      </ToolButton>
    </div>
  );
}

interface KeptProps {
  frame: RefObject<HTMLDivElement | null>;
  whilePlain: boolean;
  children: ReactNode;
}

/** Keeps the height of the plain form when the other takes its place, so that nothing below it jumps. */
function Kept({ frame, whilePlain, children }: KeptProps) {
  useLayoutEffect(() => {
    if (whilePlain && frame.current) frame.current.style.minHeight = `${frame.current.offsetHeight}px`;
  }, [frame, whilePlain]);
  return <div ref={frame}>{children}</div>;
}
