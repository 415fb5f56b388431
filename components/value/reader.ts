import { useSyncExternalStore } from "react";

/**
 * Whom a number or a date is written for. The page's words are English, so its dates have English words too; their order, the clock and
 * the marks in numbers are those of where the reader is: `21 November 2026`, `November 21, 2026`, `1.234,5`. Only a date that a
 * program returned is told in the reader's own words besides, since it is no part of a sentence of the page.
 */
export interface Reader {
  /** As BCP 47 names it. */
  locale: string;
  timeZone: string;
}

/** What the server takes a reader to be, who is not known to it. */
export const anyone: Reader = { locale: "en", timeZone: "UTC" };

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
