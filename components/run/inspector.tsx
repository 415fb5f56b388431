import { type ReactNode, useEffect, useId, useSyncExternalStore } from "react";
import { CloseIcon, Dialog, Tabs } from "#components/ui";
import { RunOfValues } from "#components/value";
import type { Course } from "#lib/agent";
import { ConsoleTab } from "./console-tab.tsx";
import { DataTab } from "./data-tab.tsx";
import { EditTab } from "./edit-tab.tsx";
import { findChosen, nameVersion, type RunEdits, toPart } from "./edits.ts";
import { CodeTab, ResultTab } from "./inspector-tabs.tsx";
import { ReviewTab } from "./review-tab.tsx";
import type { ReviewAgain } from "./review-words.ts";
import { type RunPart, readResult, readRun, runTitle } from "./run-state.ts";
import { RunSteps } from "./run-steps.tsx";
import { describeStage } from "./words.ts";

/** Wide enough for a column beside the conversation. */
const wideScreen = "(min-width: 64rem)";

export interface InspectorProps {
  part: RunPart;
  live: boolean;
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
  /** Of the answer that the run belongs to; null where nothing was measured. */
  course: Course | null;
  /** Null where nobody can ask for another review. */
  again: ReviewAgain | null;
  /** The ids of the conversation's runs, in their order. */
  runs: string[];
  onGo: (toolCallId: string) => void;
  /** The tab that is open; null for the first. */
  tab: string | null;
  onTab: (name: string) => void;
  /** Null where nobody can change its program. */
  edits: RunEdits | null;
  onClose: () => void;
}

/** Loaded when a run is first inspected. It is drawn from the part itself, so it goes on with a run under way. */
export default function Inspector(props: InspectorProps) {
  const { part, live, unverified, course, again, edits, runs, onGo, tab, onTab, onClose } = props;
  const headingId = useId();
  const version = edits && findChosen(edits.state);
  const shown = toPart(part, version);
  const state = readRun(shown, live && version === null);
  const Frame = useIsWide() ? Column : Sheet;
  return (
    <Frame labelledBy={headingId} onClose={onClose}>
      <header className="flex items-baseline gap-3 px-4 pt-4 pb-2">
        <h2 id={headingId} tabIndex={-1} className="min-w-0 font-semibold [overflow-wrap:anywhere]">
          {runTitle(part)}
        </h2>
        <p className="shrink-0 text-xs text-quiet">
          {edits && version && `${nameVersion(edits.state.versions, version.id)} · `}
          {describeStage(state)}
        </p>
        <span className="ml-auto self-center">
          <RunSteps runs={runs} current={part.toolCallId} onGo={onGo} />
        </span>
        <button
          type="button"
          aria-label="Close the inspector"
          onClick={onClose}
          className="self-center rounded-sm p-1.5 text-quiet hover:text-ink"
        >
          <CloseIcon />
        </button>
      </header>
      {/* A version's values are its own. */}
      <RunOfValues
        runId={shown.toolCallId}
        kept={!live || version !== null}
        unverified={unverified && version === null}
        result={readResult(shown)}
      >
        <Tabs
          label="About this run"
          chosen={tab}
          onChoose={onTab}
          tabs={[
            {
              name: "Code",
              content: edits ? (
                <EditTab part={part} shown={shown} state={state} edits={edits} />
              ) : (
                <CodeTab part={part} state={state} />
              ),
            },
            // A version is made anew rather than judged again.
            { name: "Review", content: <ReviewTab state={state} again={version ? null : again} /> },
            { name: "Result", content: <ResultTab state={state} isDestination={version === null} /> },
            { name: "Console", content: <ConsoleTab state={state} /> },
            {
              name: "Data",
              content: <DataTab part={shown} state={state} course={version ? null : course} live={live} />,
            },
          ]}
        />
      </RunOfValues>
    </Frame>
  );
}

interface FrameProps {
  labelledBy: string;
  onClose: () => void;
  children: ReactNode;
}

function Column({ labelledBy, onClose, children }: FrameProps) {
  useEffect(() => document.getElementById(labelledBy)?.focus(), [labelledBy]);
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) onClose();
    };
    document.addEventListener("keydown", closeOnEscape);
    return () => document.removeEventListener("keydown", closeOnEscape);
  }, [onClose]);
  return (
    <aside
      aria-labelledby={labelledBy}
      className="flex h-full w-[min(42vw,44rem)] shrink-0 flex-col border-l border-rule bg-paper"
    >
      {children}
    </aside>
  );
}

function Sheet({ labelledBy, onClose, children }: FrameProps) {
  return (
    <Dialog
      aria-labelledby={labelledBy}
      onClose={onClose}
      className="inset-x-0 top-auto bottom-0 flex h-[88dvh] max-h-none w-full flex-col border-t"
    >
      {children}
    </Dialog>
  );
}

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(wideScreen);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => matchMedia(wideScreen).matches,
    () => true,
  );
}
