import type { Execution } from "#lib/agent";
import type { ChatStore } from "./chat-store.ts";

export type RunReviser = (run: Execution) => Promise<Execution | null>;

export type RunRevision =
  | { ok: true; run: Execution }
  | { ok: false; reason: "no-such-run" | "under-way" | "unrevised" };

/**
 * Replaces the record of one run in an answer that is kept, by what `revise` makes of it; null leaves it as it is. One
 * revision of a run at a time.
 */
export type ReviseRun = (
  owner: string,
  chatId: string,
  runId: string,
  revise: RunReviser,
) => Promise<RunRevision>;

export function createRunReviser(store: ChatStore): ReviseRun {
  const underRevision = new Set<string>();
  return async (owner, chatId, runId, revise) => {
    const key = JSON.stringify([chatId, runId]);
    if (underRevision.has(key)) return { ok: false, reason: "under-way" };
    underRevision.add(key);
    try {
      const kept = await store.loadRun(owner, chatId, runId);
      if (!kept) return { ok: false, reason: "no-such-run" };
      const run = await revise(kept);
      if (!run) return { ok: false, reason: "unrevised" };
      // Meanwhile its chat may have been deleted.
      return (await store.saveRun(owner, chatId, runId, run))
        ? { ok: true, run }
        : { ok: false, reason: "no-such-run" };
    } finally {
      underRevision.delete(key);
    }
  };
}
