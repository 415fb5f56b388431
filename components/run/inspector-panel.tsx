import { lazy, Suspense } from "react";
import type { RunPart } from "./run-state.ts";

const Inspector = lazy(() => import("./inspector.tsx"));

/** Everything known of one run, beside the conversation; loaded when one is first inspected. */
export function InspectorPanel(props: { part: RunPart; live: boolean; onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <Inspector key={props.part.toolCallId} {...props} />
    </Suspense>
  );
}
