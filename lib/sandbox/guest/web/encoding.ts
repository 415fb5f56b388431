// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { normalizeEncoding, TextDecoder, TextEncoder } from "@exodus/bytes/encoding-lite.js";
import { define, setLength } from "../define.ts";
import * as js from "../intrinsics.ts";
import { toScalars } from "./pairs.ts";

/** The library knows their names, but has their tables only elsewhere, and they are a quarter of a megabyte. */
const withoutTables = "big5 euc-kr euc-jp iso-2022-jp shift_jis gbk gb18030 replacement";

/** Gives the guest `TextEncoder` and `TextDecoder`, for Unicode and the encodings of one byte. */
export function installEncoding(): void {
  define("TextEncoder", TextEncoder);
  define("TextDecoder", createDecoder());
}

/** The library's class, but that it refuses with Node's words what it cannot decode. */
function createDecoder(): object {
  function Decoder(label: unknown = "utf-8", options: unknown = undefined) {
    if (new.target === undefined)
      throw new js.SavedTypeError("Class constructor TextDecoder cannot be invoked without 'new'");
    return js.construct(TextDecoder, [known(toScalars(label)), options ?? undefined], new.target);
  }
  Decoder.prototype = TextDecoder.prototype;
  js.setOwn(TextDecoder.prototype, "constructor", Decoder, false);
  js.defineProperty(Decoder, "prototype", { writable: false });
  setLength(Decoder, 0);
  return Decoder;
}

function known(label: string): string {
  const name = normalizeEncoding(label);
  if (name !== null && js.indexOf(withoutTables, name) < 0) return name;
  const error = new js.SavedRangeError('The "' + label + '" encoding is not supported');
  js.setOwn(error, "code", "ERR_ENCODING_NOT_SUPPORTED");
  throw error;
}
