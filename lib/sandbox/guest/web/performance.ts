import { define, nameFunction, tag } from "../define.ts";
import * as js from "../intrinsics.ts";

/** Gives the guest `performance`: milliseconds on the run's own clock, which starts with the run. */
export function installPerformance(now: () => number): void {
  // Asked for late: the guest is made before its run begins.
  let origin: number | null = null;

  class Performance {
    now() {
      return now();
    }
    get timeOrigin() {
      origin ??= js.dateNow() - now();
      return origin;
    }
    toJSON() {
      return { timeOrigin: this.timeOrigin };
    }
  }

  nameFunction(Performance, "Performance");
  tag(Performance.prototype, "Performance");
  define("performance", new Performance());
}
