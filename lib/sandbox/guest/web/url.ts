import { needArguments, typeError } from "../arguments.ts";
import { ask } from "../bridge.ts";
import { define, nameFunction, setLength, show, tag } from "../define.ts";
import * as js from "../intrinsics.ts";
import { addKind } from "../kinds.ts";
import { createQuestion } from "../node.ts";
import { toScalars } from "./pairs.ts";
import { linkParams, replacePairs, URLSearchParams } from "./search-params.ts";
import { type UrlParts, urlParts } from "./url-parts.ts";

/** Gives the parts of a URL; throws a TypeError for anything else. */
export let partsOf: (value: object) => UrlParts;
let change: (url: URL, part: string, value: unknown) => void;

export class URL {
  #parts: UrlParts;
  #params: URLSearchParams | null = null;

  static {
    partsOf = (value) => (value as URL).#parts;
    change = (url, part, value) => url.#change(part, toScalars(value));
  }

  constructor(...args: unknown[]) {
    needArguments(args.length, 1, '"url" argument');
    const url = toScalars(args[0]);
    const base = args.length > 1 && args[1] !== undefined ? toScalars(args[1]) : null;
    this.#parts = parse(url, base) ?? refuse(url, base);
  }

  get searchParams() {
    if (!this.#params) {
      this.#params = new URLSearchParams();
      replacePairs(this.#params, js.slice(this.#parts.search, 1));
      linkParams(this.#params, (query) => this.#change("search", query));
    }
    return this.#params;
  }
  toString() {
    return this.#parts.href;
  }
  toJSON() {
    return this.#parts.href;
  }

  #change(part: string, value: string): void {
    const before = this.#parts.search;
    const parts = ask<UrlParts | null>("url", createQuestion("change", this.#parts.href, part, value));
    this.#parts = parts ?? refuse(value, null);
    if (this.#params && before !== this.#parts.search)
      replacePairs(this.#params, js.slice(this.#parts.search, 1));
  }

  static canParse(...args: unknown[]) {
    needArguments(args.length, 1, '"url" argument');
    return parseAny(args) !== null;
  }
  static parse(...args: unknown[]) {
    needArguments(args.length, 1, '"url" argument');
    const parts = parseAny(args);
    return parts && new URL(parts.href);
  }
}

for (const part of urlParts) {
  const accessors = {
    get [part](): string {
      return partsOf(this)[part];
    },
    set [part](value: unknown) {
      change(this as unknown as URL, part, value);
    },
  };
  const { get, set } = js.getOwnPropertyDescriptor(accessors, part) as PropertyDescriptor;
  const isFixed = part === "origin";
  js.defineProperty(URL.prototype, part, {
    get,
    set: isFixed ? undefined : set,
    enumerable: true,
    configurable: true,
  });
}
setLength(URL, 1);
setLength(URL.canParse, 1);
setLength(URL.parse, 1);
nameFunction(URL, "URL");
tag(URL.prototype, "URL");
show(URL.prototype, ["searchParams", "toString", "toJSON"]);
show(URL, ["canParse", "parse"]);
addKind(URL.prototype, "url", "URL");

function parseAny(args: unknown[]): UrlParts | null {
  return parse(toScalars(args[0]), args.length > 1 && args[1] !== undefined ? toScalars(args[1]) : null);
}

function parse(url: string, base: string | null): UrlParts | null {
  return ask<UrlParts | null>("url", createQuestion("read", url, base));
}

function refuse(input: string, base: string | null): never {
  const error = typeError("Invalid URL", "ERR_INVALID_URL");
  js.setOwn(error, "input", input);
  if (base !== null) js.setOwn(error, "base", base);
  throw error;
}

/** Gives the guest `URL` and `URLSearchParams`, in front of the host's own. */
export function installUrl(): void {
  define("URL", URL);
  define("URLSearchParams", URLSearchParams);
}
