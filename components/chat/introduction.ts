import { requestOwner } from "./requests.ts";

/**
 * Makes the browser somebody to the server before its first question. The server could do so when the question comes; but
 * where its answer is lost, or two first questions come at once, a chat would belong to nobody.
 */
export function createIntroduction(known: boolean): () => Promise<void> {
  let introduced = known ? Promise.resolve() : null;
  return () => {
    introduced ??= introduce().catch((error: unknown) => {
      introduced = null;
      throw error;
    });
    return introduced;
  };
}

/** One tab after the other, so that the second is known already. Browsers have the lock on https and on this machine only. */
async function introduce(): Promise<void> {
  if ("locks" in navigator) await navigator.locks.request("workings-owner", requestOwner);
  else await requestOwner();
}
