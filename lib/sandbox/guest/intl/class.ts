// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";
import type { Kind } from "./kinds.ts";
import { answer, type Subject, subject } from "./question.ts";

/** What stands behind an object of Intl. */
interface State {
  kind: string;
  about: Subject;
  /** What the class itself keeps: the function that `format` gives once it was asked for, the tag of a locale. */
  kept: unknown;
}

export type Class = { readonly prototype: object };
type Method = (this: unknown, first: unknown, second: unknown, third: unknown) => unknown;

const states = new WeakMap<object, State>();
const stateGet = js.free<State | undefined>(WeakMap.prototype.get);
const stateSet = js.free<void>(WeakMap.prototype.set);

export function setState(object: object, kind: string, about: Subject, kept?: unknown): void {
  stateSet(states, object, { kind, about, kept });
}

/** Null if the value is not an object that a class of this kind made. */
export function findState(value: unknown, kind: string): State | null {
  const state = stateGet(states, value);
  return state !== undefined && state.kind === kind ? state : null;
}

export function stateOf(value: unknown, kind: string, method: string): State {
  const state = findState(value, kind);
  if (state) return state;
  throw new js.SavedTypeError(
    "Method Intl." + kind + ".prototype." + method + " called on an incompatible receiver",
  );
}

/** Adds what classes have: methods that are not seen by `for … in`. */
export function addMethod(target: object, name: string | symbol, length: number, method: Method): void {
  // A method of a literal is no constructor, and takes its name from its key.
  const value = {
    [name](this: unknown, first: unknown, second: unknown, third: unknown) {
      return js.apply(method, this, [first, second, third]);
    },
  }[name as string] as object;
  js.defineProperty(value, "length", { value: length, configurable: true });
  js.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}

export function addGetter(target: object, name: string, read: (self: unknown) => unknown): void {
  const holder = {
    get [name](): unknown {
      return read(this);
    },
  };
  const { get } = js.getOwnPropertyDescriptor(holder, name) as PropertyDescriptor;
  js.defineProperty(target, name, { get, enumerable: false, configurable: true });
}

export function addTag(target: object, tag: string): void {
  js.defineProperty(target, Symbol.toStringTag, { value: tag, configurable: true });
}

/** `begin` makes an object of the class out of a bare one; it throws what the constructor throws. */
export function createClass(
  name: string,
  length: number,
  callable: boolean,
  begin: (self: object, first: unknown, second: unknown) => void,
): Class {
  const made = {
    [name]: function (this: object, first: unknown, second: unknown): object {
      if (new.target === undefined && !callable)
        throw new js.SavedTypeError("Constructor Intl." + name + " requires 'new'");
      const self = new.target === undefined ? js.createObject(made.prototype) : this;
      begin(self, first, second);
      return self;
    },
  }[name] as unknown as Class;
  js.defineProperty(made, "length", { value: length, configurable: true });
  js.defineProperty(made, "prototype", { writable: false });
  addTag(made.prototype, "Intl." + name);
  return made;
}

/** A class whose objects hold locales and options. */
export function createFormatter(kind: Kind, length = 0, callable = false): Class {
  const made = createClass(kind, length, callable, (self, locales, options) => {
    const about = subject(kind, locales, options);
    answer(about, "new");
    setState(self, kind, about);
  });
  addMethod(made.prototype, "resolvedOptions", 0, function () {
    return answer(stateOf(this, kind, "resolvedOptions").about, "resolvedOptions");
  });
  addMethod(made, "supportedLocalesOf", 1, (locales, options) =>
    answer(subject("supportedLocalesOf", locales, options), kind),
  );
  return made;
}
