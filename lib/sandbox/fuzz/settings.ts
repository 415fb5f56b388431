import type { Parameters } from "fast-check";

/**
 * How one property is checked: always from the same seed, so that a failure in CI is the same failure anywhere. What
 * fast-check prints of one (seed and path) goes into these parameters to see it again.
 */
export function settings<T>(numRuns: number): Parameters<T> {
  return { seed: 20_260_417, numRuns, endOnFailure: false };
}

/** What a guest that broke out could have left on the host: every name on its globals and their prototypes. */
export function readHost(): string[] {
  return Object.getOwnPropertyNames(globalThis).flatMap((name) => {
    const value: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
    if (typeof value !== "function") return [name];
    const own = [value, value.prototype as unknown].flatMap((object) =>
      typeof object === "object" || typeof object === "function" ? Reflect.ownKeys(object ?? {}) : [],
    );
    return [name, ...own.map((key) => `${name}.${String(key)}`)];
  });
}
