import { TextDecoder, TextEncoder } from "@exodus/bytes/encoding-lite.js";
import { define } from "../define.ts";

/** Gives the guest `TextEncoder` and `TextDecoder`, for Unicode and the encodings of one byte. */
export function installEncoding(): void {
  define("TextEncoder", TextEncoder);
  define("TextDecoder", TextDecoder);
}
