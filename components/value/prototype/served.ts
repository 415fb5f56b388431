import { readHtmlDocument } from "#lib/value";

/** `other`: another run of the chat has the same id, so the address leads to something else. */
export type Served = "yes" | "not-kept" | "other" | "failed";

/** How long to wait before asking again, in milliseconds: an answer that has just ended may not be kept for a moment. */
const waitsMs = [400, 1_200, 3_000];

/** Whether the address serves this document. Never rejects, but when it is aborted. */
export async function checkServed(address: string, text: string, signal: AbortSignal): Promise<Served> {
  for (const waitMs of [...waitsMs, null]) {
    const served = await ask(address, text, signal);
    if (served !== "not-kept" || waitMs === null) return served;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    signal.throwIfAborted();
  }
  return "not-kept";
}

async function ask(address: string, text: string, signal: AbortSignal): Promise<Served> {
  try {
    const response = await fetch(address, { signal });
    if (response.status === 404) return "not-kept";
    if (!response.ok) return "failed";
    const served = await response.text();
    const document = readHtmlDocument(text);
    return document && served.startsWith(document.prolog) && served.endsWith(document.rest) ? "yes" : "other";
  } catch (error) {
    if (signal.aborted) throw error;
    return "failed";
  }
}
