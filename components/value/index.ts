export { describeSize, isDrawn } from "./describe-size.ts";
export { drawnChars } from "./drawn-chars.ts";
export { RunOfValues, ServedDocuments } from "./prototype/kept-run.tsx";
export { ValueView } from "./value-view.tsx";
