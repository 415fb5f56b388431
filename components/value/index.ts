export { describeSize, isDrawn } from "./describe-size.ts";
export { drawnChars } from "./drawn-chars.ts";
export {
  createPointing,
  type Leading,
  LeadingContext,
  type Mark,
  type PointedValue,
  useLeading,
  useLedLine,
  useLedTo,
  useMark,
} from "./pointing.ts";
export { RunOfValues, ServedDocuments } from "./prototype/kept-run.tsx";
export { type Reader, useReader } from "./reader.ts";
export { ValueView } from "./value-view.tsx";
export { writeDay, writeMoment } from "./write-date.ts";
export { writeNumber } from "./write-number.ts";
