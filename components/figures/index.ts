export { type Computed, createComputed, type Origin } from "./computed.ts";
export { type Figure, splitFigures } from "./split-figures.ts";
