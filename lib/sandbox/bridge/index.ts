import { type Bridge, createBridge } from "./bridge.ts";
import { answerIntl } from "./intl/intl.ts";
import { answerRandom, answerUrl } from "./web.ts";

export type { Bridge } from "./bridge.ts";

/** A bridge for one run. */
export function createGuestBridge(): Bridge {
  return createBridge({ intl: answerIntl(), random: answerRandom, url: answerUrl });
}
