import { define } from "../define.ts";
import { installBase64 } from "./base64.ts";
import { installClone } from "./clone.ts";
import { installCrypto } from "./crypto.ts";
import { DOMException } from "./dom-exception.ts";
import { installEncoding } from "./encoding.ts";
import { installPerformance } from "./performance.ts";
import { installUrl } from "./url.ts";

/** Gives the guest what is not of the language but is everywhere. `now` is the run's clock. */
export function installWeb(now: () => number): void {
  define("DOMException", DOMException);
  installBase64();
  installClone();
  installCrypto();
  installEncoding();
  installPerformance(now);
  installUrl();
}
