const key = (address: string) => `prototype:${address}`;

/**
 * Remembers that a document was started, until it is known that the page goes on. In a browser that runs frames in the page's own
 * process, a loop without an end takes the page with it; opened again, the page then waits to be told to start it. Where nothing
 * can be remembered nothing is.
 */
export function noteStart(address: string): () => void {
  const store = openStore();
  const forget = () => {
    store?.removeItem(key(address));
    removeEventListener("pagehide", forget);
  };
  try {
    store?.setItem(key(address), "started");
  } catch {
    // It is full, and then nobody is worse off than where it is refused.
  }
  addEventListener("pagehide", forget);
  return forget;
}

/** Whether a document was started and the page never went on. */
export const wasLeftStarted = (address: string): boolean =>
  (openStore()?.getItem(key(address)) ?? null) !== null;

function openStore(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    // Some browsers refuse it altogether, and then nobody is worse off than without this.
    return null;
  }
}
