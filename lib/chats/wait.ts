import { setTimeout as delay } from "node:timers/promises";

/** True after that time, in milliseconds; false as soon as the signal says so. */
export async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
