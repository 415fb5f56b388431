import { useEffect, useState } from "react";
import { loadLater } from "#components/ui";
import { useLedTo } from "#components/value";
import type { InspectorProps } from "./inspector.tsx";
import { RunBoundary } from "./run-boundary.tsx";
import { runTitle } from "./run-state.ts";

const Inspector = loadLater(() => import("./inspector.tsx"), {
  name: "The inspector",
  className: "fixed right-4 top-16 z-10 border border-rule-strong bg-paper p-4",
});

/** Everything known of one run, beside the conversation; loaded when one is first inspected. */
export function InspectorPanel(props: Omit<InspectorProps, "tab" | "onTab">) {
  // The same for the next run that one goes to.
  const [tab, setTab] = useState<string | null>(null);
  const { edits } = props;
  const led = useLedTo(props.part.toolCallId);
  const [seen, setSeen] = useState<typeof led>(null);
  if (led !== seen) {
    setSeen(led);
    if (led !== null) setTab(led.line === null ? "Result" : "Console");
  }
  const chooseVersion = edits?.choose;
  // A figure comes from the run itself, not from a version of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when somebody is led here; afterwards they choose themselves.
  useEffect(() => {
    if (led !== null) chooseVersion?.(null);
  }, [led]);
  return (
    <RunBoundary key={props.part.toolCallId} title={runTitle(props.part)}>
      <Inspector {...props} tab={tab} onTab={setTab} />
    </RunBoundary>
  );
}
