import { state } from "./state.ts";

/** Does something on behalf of a request: whatever it logs, also long after, names the request. */
export function withRequest<T>(id: string, work: () => T): T {
  return state.requests.run(id, work);
}

/** Null outside of requests. */
export function currentRequestId(): string | null {
  return state.requests.getStore() ?? null;
}

/**
 * The same function on nobody's behalf. What one request opened and all use, a connection for instance, would name that request
 * for ever.
 */
export function outsideRequests<Words extends unknown[]>(
  work: (...words: Words) => void,
): (...words: Words) => void {
  return (...words) => state.requests.run(null, () => work(...words));
}
