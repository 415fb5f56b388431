import { readRefusal } from "#components/refusal";

/** Longer than a wrong code waits, in milliseconds. */
const timeoutMs = 20_000;

/** Resolves when the code was right, and rejects with words for the reader. */
export async function sendCode(send: typeof fetch, code: string): Promise<void> {
  const response = await post(send, code);
  if (!response.ok) throw readRefusal(response.status, await response.text());
}

async function post(send: typeof fetch, code: string): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await send("/api/access", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
      signal,
    });
  } catch (cause) {
    throw new Error(`The Workings server ${signal.aborted ? "does not answer" : "cannot be reached"}.`, {
      cause,
    });
  }
}
