import { lazy, Suspense, useEffect, useState } from "react";
import { RunOfValues, useLedTo } from "#components/value";
import type { InspectorProps } from "./inspector.tsx";
import { RunBoundary } from "./run-boundary.tsx";
import { readResult, runTitle } from "./run-state.ts";

const Inspector = lazy(() => import("./inspector.tsx"));

interface InspectorPanelProps extends Omit<InspectorProps, "tab" | "onTab"> {
  /** It came with an import that nobody vouches for. */
  unverified: boolean;
}

/** Everything known of one run, beside the conversation; loaded when one is first inspected. */
export function InspectorPanel({ unverified, ...props }: InspectorPanelProps) {
  // The same for the next run that one goes to.
  const [tab, setTab] = useState<string | null>(null);
  const { edits } = props;
  const led = useLedTo(props.part.toolCallId);
  const [seen, setSeen] = useState<typeof led>(null);
  if (led !== seen) {
    setSeen(led);
    if (led !== null) setTab("Result");
  }
  const chooseVersion = edits?.choose;
  // A figure comes from the run itself, not from a version of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when somebody is led here; afterwards they choose themselves.
  useEffect(() => {
    if (led !== null) chooseVersion?.(null);
  }, [led]);
  return (
    <RunBoundary key={props.part.toolCallId} title={runTitle(props.part)}>
      <Suspense fallback={null}>
        <RunOfValues
          runId={props.part.toolCallId}
          kept={!props.live}
          unverified={unverified}
          result={readResult(props.part)}
        >
          <Inspector {...props} tab={tab} onTab={setTab} />
        </RunOfValues>
      </Suspense>
    </RunBoundary>
  );
}
