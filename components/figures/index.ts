export { type CompletedRun, type Computed, createComputed, type Origin } from "./computed.ts";
export { type Figure, findFigures } from "./find-figures.ts";
