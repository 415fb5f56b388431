/** Budgets of one run, and of the pool that runs them. Crossing one ends the run; nothing throws. */
export interface Limits {
  /** Wall-clock time of one run, in milliseconds. Long enough for 1e8 loop turns, short enough to wait for. */
  timeMs: number;
  /** The guest's whole linear memory, in bytes. */
  memoryBytes: number;
  /** Console lines and displays of one run, in bytes of their JSON. */
  outputBytes: number;
  /** The result, in bytes of its JSON; what does not fit is cut, and says so. */
  valueBytes: number;
  /** A program as written, in bytes of UTF-8. */
  programBytes: number;
  /** Programs that may wait for a worker. One more is refused as busy. */
  queue: number;
  /** Worker threads. */
  workers: number;
}
