/** The guest's timers, as the host drives them. Times are on the run's own clock, in milliseconds from its start. */
export interface Timers {
  /** When the earliest timer is due; -1 when there is none. */
  next(): number;
  /** Calls the earliest timer's function, whatever the time. Throws what that throws. */
  fire(): void;
}

/** Gives the guest `setTimeout` and its kin. `now` is the run's clock. */
export function installTimers(_now: () => number): Timers {
  return { next: () => -1, fire() {} };
}
