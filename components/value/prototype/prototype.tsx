import { type ReactNode, useEffect, useId, useReducer, useState } from "react";
import { CloseIcon, Dialog } from "#components/ui";
import type { DrawnProps } from "../kinds.ts";
import { PlainView } from "../plain-view.tsx";
import { Remark } from "../remark.tsx";
import { ToolButton, Tools } from "../tools.tsx";
import { Frame, firstHeight, nothingPrinted, type Printed } from "./frame.tsx";
import { FrameConsole } from "./frame-console.tsx";
import { findAddress, useKeptRun } from "./kept-run.tsx";
import { readPrototype } from "./read-prototype.ts";
import { checkServed, type Served } from "./served.ts";
import { wasLeftStarted } from "./started.ts";

/** An HTML document that a program made, running in a frame that can reach nothing. */
export default function Prototype({ value, label }: DrawnProps) {
  const run = useKeptRun();
  const text = readPrototype(value);
  const address = run && text !== null && findAddress(run, text);
  const undrawn = (why: string) => (
    <>
      <Remark>{why}</Remark>
      <PlainView value={value} label={label} />
    </>
  );
  if (text === null || !run || !address)
    return undrawn("This document is not kept as part of a run, so it does not run here.");
  if (!run.kept) return undrawn("This prototype starts when its answer is complete and kept.");
  return (
    <div className="w-[56rem] max-w-full">
      <Kept key={address} address={address} text={text} waits={run.waits} />
    </div>
  );
}

const failures: Record<Exclude<Served, "yes">, string> = {
  "not-kept": "This prototype cannot run: the server has not kept its answer, or no longer has it.",
  other: "This prototype cannot run: another run of this chat goes by the same name.",
  failed: "This prototype could not be fetched from the server.",
};

interface KeptProps {
  address: string;
  text: string;
  /** Why it waits to be started; null where it need not. */
  waits: string | null;
}

/** Runs it as soon as it is known that the server has it, unless it has to wait. */
function Kept({ address, text, waits }: KeptProps) {
  const [asked, askAgain] = useReducer((count: number) => count + 1, 0);
  const [served, setServed] = useState<Served | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again is what `asked` is for.
  useEffect(() => {
    const aborting = new AbortController();
    checkServed(address, text, aborting.signal).then(setServed, (error) => {
      if (!aborting.signal.aborted) throw error;
    });
    return () => aborting.abort();
  }, [address, text, asked]);

  if (served === null)
    return <p className="flex h-40 items-center font-sans text-sm text-quiet">Fetching the prototype…</p>;
  if (served === "yes") return <Stage address={address} title={readTitle(text)} waits={waits} />;
  const retry = () => {
    setServed(null);
    askAgain();
  };
  return (
    <>
      <Remark>{failures[served]}</Remark>
      <Tools>
        <ToolButton name="Try again to fetch the prototype" onClick={retry}>
          Try again
        </ToolButton>
      </Tools>
    </>
  );
}

/** Plain words from its title, for whoever does not see it. */
function readTitle(text: string): string {
  const title = /<title[^<>]{0,100}>([^<]{1,200})/i.exec(text)?.[1]?.trim();
  return title ? `Prototype: ${title}` : "Prototype";
}

const ignore = () => {};

interface StageProps {
  address: string;
  title: string;
  waits: string | null;
}

function Stage({ address, title, waits }: StageProps) {
  const [unstarted] = useState(() =>
    wasLeftStarted(address)
      ? "The page did not go on when this prototype was last started, so it waits to be told to."
      : waits,
  );
  const [running, setRunning] = useState(unstarted === null);
  const [start, startAgain] = useReducer((count: number) => count + 1, 0);
  const [printed, setPrinted] = useState<Printed>(nothingPrinted);
  const [height, setHeight] = useState(firstHeight);
  const [larger, setLarger] = useState(false);
  const isHere = running && !larger;

  function begin() {
    setPrinted(nothingPrinted);
    startAgain();
    setRunning(true);
  }

  return (
    <>
      {isHere && (
        <Frame
          key={start}
          address={address}
          title={title}
          height={height}
          onHeight={setHeight}
          onLines={setPrinted}
        />
      )}
      {!running && <Remark>{(start === 0 ? unstarted : null) ?? "This prototype was ended."}</Remark>}
      {larger && (
        <Larger title={title} onClose={() => setLarger(false)}>
          <Frame address={address} title={title} height={null} onHeight={ignore} onLines={setPrinted} />
        </Larger>
      )}
      <Tools>
        {running && (
          <ToolButton name="Open larger" onClick={() => setLarger(true)}>
            Open larger
          </ToolButton>
        )}
        <ToolButton name={running ? "Start again" : "Start"} onClick={begin}>
          {running ? "Start again" : "Start"}
        </ToolButton>
        {running && (
          <ToolButton name="End" onClick={() => setRunning(false)}>
            End
          </ToolButton>
        )}
      </Tools>
      <FrameConsole printed={printed} />
    </>
  );
}

/** It begins anew there: a document cannot be moved from one place to another while it runs. */
function Larger({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const headingId = useId();
  return (
    <Dialog
      aria-labelledby={headingId}
      onClose={onClose}
      className="inset-2 flex h-auto max-h-none w-auto flex-col border @container sm:inset-6"
    >
      <header className="flex items-center gap-3 px-4 py-2">
        <h2 id={headingId} className="min-w-0 truncate font-sans text-sm font-semibold">
          {title}
        </h2>
        <button
          type="button"
          aria-label="Close the prototype"
          onClick={onClose}
          className="ml-auto rounded-sm p-1.5 text-quiet hover:text-ink"
        >
          <CloseIcon />
        </button>
      </header>
      {children}
    </Dialog>
  );
}
