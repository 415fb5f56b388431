import { defineProperty } from "./intrinsics.ts";

/** Adds a global as the language adds its own: writable, but not seen by `for … in`. */
export function define(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}
