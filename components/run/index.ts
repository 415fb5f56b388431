export { describeUnkept, type EditsState, type RunEdits } from "./edits.ts";
export { InspectorPanel } from "./inspector-panel.tsx";
export type { ReviewAgain } from "./review-words.ts";
export { inspectButtonId, Run } from "./run.tsx";
export { RunBoundary } from "./run-boundary.tsx";
export {
  type Attempt,
  countAttempts,
  listRuns,
  type RunPart,
  type RunState,
  readResult,
  readRun,
  runTitle,
} from "./run-state.ts";
export { describeResult, describeRun, formatBytes, formatMs, formatUsd } from "./words.ts";
