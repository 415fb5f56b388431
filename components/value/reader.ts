import { useSyncExternalStore } from "react";

/** Whom a number or a date is written for. */
export interface Reader {
  /** As BCP 47 names it. */
  locale: string;
  timeZone: string;
}

/** What the server takes a reader to be, who is not known to it. */
const anyone: Reader = { locale: "en", timeZone: "UTC" };

let own: Reader | null = null;

function readOwn(): Reader {
  if (own === null) {
    const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    own = { locale, timeZone };
  }
  return own;
}

const subscribe = () => () => {};

/** On the server, and while the page takes over what the server sent, somebody who reads English in UTC; then the browser's own. */
export function useReader(): Reader {
  return useSyncExternalStore(subscribe, readOwn, () => anyone);
}
