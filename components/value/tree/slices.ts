import { sliceSize } from "./opening.ts";

/** Places in a list, the second not among them. */
export interface Slice {
  from: number;
  to: number;
}

/** Parts a stretch of a list so that no more than a hundred stand side by side; null where they are no more than that. */
export function partSlice({ from, to }: Slice): Slice[] | null {
  const count = to - from;
  if (count <= sliceSize) return null;
  let size = sliceSize;
  while (count / size > sliceSize) size *= sliceSize;
  const slices: Slice[] = [];
  for (let at = from; at < to; at += size) slices.push({ from: at, to: Math.min(to, at + size) });
  return slices;
}
