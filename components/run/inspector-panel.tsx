import { lazy, Suspense } from "react";
import type { InspectorProps } from "./inspector.tsx";

const Inspector = lazy(() => import("./inspector.tsx"));

/** Everything known of one run, beside the conversation; loaded when one is first inspected. */
export function InspectorPanel(props: InspectorProps) {
  return (
    <Suspense fallback={null}>
      <Inspector key={props.part.toolCallId} {...props} />
    </Suspense>
  );
}
