import { lazy, Suspense, useState } from "react";
import { RunOfValues } from "#components/value";
import type { InspectorProps } from "./inspector.tsx";
import { RunBoundary } from "./run-boundary.tsx";
import { readResult, runTitle } from "./run-state.ts";

const Inspector = lazy(() => import("./inspector.tsx"));

/** Everything known of one run, beside the conversation; loaded when one is first inspected. */
export function InspectorPanel(props: Omit<InspectorProps, "tab" | "onTab">) {
  // The same for the next run that one goes to.
  const [tab, setTab] = useState<string | null>(null);
  return (
    <RunBoundary key={props.part.toolCallId} title={runTitle(props.part)}>
      <Suspense fallback={null}>
        <RunOfValues runId={props.part.toolCallId} kept={!props.live} result={readResult(props.part)}>
          <Inspector {...props} tab={tab} onTab={setTab} />
        </RunOfValues>
      </Suspense>
    </RunBoundary>
  );
}
