// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { needArguments } from "../arguments.ts";
import { ask } from "../bridge.ts";
import { define, nameFunction, setLength, tag } from "../define.ts";
import * as js from "../intrinsics.ts";
import { DOMException } from "./dom-exception.ts";

/** More at once is refused, as everywhere. */
const maxBytes = 65_536;

/** Gives the guest `crypto` with the host's random bytes; there is no `subtle`. */
export function installCrypto(): void {
  class Crypto {
    getRandomValues(...args: unknown[]) {
      needArguments(args.length, 1, '"array" argument');
      const array = args[0] as Uint8Array;
      const name = js.typedArrayName(array);
      if (name === undefined || js.startsWith(name, "Float"))
        throw new DOMException("The data argument must be an integer-type TypedArray", "TypeMismatchError");
      const length = js.typedArrayBytes(array);
      if (length > maxBytes)
        throw new DOMException("The requested length exceeds 65,536 bytes", "QuotaExceededError");
      if (length === 0) return array;
      const view = new js.SavedBytes(js.typedArrayBuffer(array), js.typedArrayOffset(array), length);
      const text = ask<string>("random", length);
      for (let i = 0; i < length; i++) view[i] = js.charCodeAt(text, i);
      return array;
    }
    randomUUID() {
      return ask<string>("random", "uuid");
    }
  }

  setLength(Crypto.prototype.getRandomValues, 1);
  nameFunction(Crypto, "Crypto");
  tag(Crypto.prototype, "Crypto");
  define("crypto", new Crypto());
}
