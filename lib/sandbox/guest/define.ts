import { defineProperty, tagKey } from "./intrinsics.ts";

/** Adds a global as the language adds its own: writable, but not seen by `for … in`. */
export function define(name: string, value: unknown): void {
  if (typeof value === "function") nameFunction(value, name);
  defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

/** The bundler shortens the names of functions and classes; a program sees the right one. */
export function nameFunction(fn: object, name: string): void {
  defineProperty(fn, "name", { value: name, writable: false, enumerable: false, configurable: true });
}

/** What `Object.prototype.toString` says of an object with this prototype. */
export function tag(prototype: object, name: string): void {
  defineProperty(prototype, tagKey, { value: name, writable: false, enumerable: false, configurable: true });
}

/** Makes members of a class be seen by `for … in`, as those of the web are. */
export function show(prototype: object, names: readonly string[]): void {
  for (let i = 0; i < names.length; i++) defineProperty(prototype, names[i] as string, { enumerable: true });
}

/** How many arguments a function says that it takes. */
export function setLength(fn: object, length: number): void {
  defineProperty(fn, "length", { value: length });
}
