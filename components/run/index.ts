export { Attempts } from "./attempts.tsx";
export { alone, type Place, placeRuns } from "./chains.ts";
export { describeUnkept, type EditsState, type RunEdits } from "./edits.ts";
export { ReadsAlong } from "./folding.ts";
export { InspectorPanel } from "./inspector-panel.tsx";
export type { ReviewAgain } from "./review-words.ts";
export { Run } from "./run.tsx";
export { RunBoundary } from "./run-boundary.tsx";
export { inspectButtonId } from "./run-header.tsx";
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
