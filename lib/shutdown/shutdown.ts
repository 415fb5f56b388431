import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import { constants } from "node:os";

/** What remains after the grace for keeping what was interrupted, and for whoever still listens, in milliseconds. */
const lastMs = 6_000;

/**
 * From here on SIGINT and SIGTERM have work under way finished, for at most `graceMs`. Who serves this takes no more connections
 * then, and ends the process when all of them are closed. Two kinds would keep it: those that a browser keeps for its next
 * request, which are closed here, and those of a reader who does not read, for which nobody waits longer than `lastMs`.
 */
export function endWithGrace(graceMs: number, finish: (graceMs: number) => Promise<void>): void {
  const end = (signal: NodeJS.Signals) => {
    subscribe("http.server.response.finish", (message) => {
      const { server } = message as { server: Server };
      // The connection is idle only when this response is off its hands.
      setImmediate(() => server.closeIdleConnections());
    });
    void finish(graceMs);
    setTimeout(() => process.exit(128 + constants.signals[signal]), graceMs + lastMs).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end(signal));
}
