/** The parts of a duration, in the order in which the standard reads them. */
export const units = [
  "days",
  "hours",
  "microseconds",
  "milliseconds",
  "minutes",
  "months",
  "nanoseconds",
  "seconds",
  "weeks",
  "years",
] as const;

export type Unit = (typeof units)[number];
