import type { Chat } from "#lib/chats";

/** For each message that has siblings: the ids of all of them, itself among them, oldest first. */
export type Forks = Chat["forks"];

/** Where a message stands among its versions. */
export interface Fork {
  /** Counted from 1. */
  number: number;
  total: number;
  /** The neighbours' ids; null at either end. */
  previous: string | null;
  next: string | null;
}

/** Null for a message of which there is one version. */
export function readFork(forks: Forks, messageId: string): Fork | null {
  const versions = forks[messageId];
  const at = versions?.indexOf(messageId) ?? -1;
  if (!versions || versions.length < 2 || at < 0) return null;
  return {
    number: at + 1,
    total: versions.length,
    previous: versions[at - 1] ?? null,
    next: versions[at + 1] ?? null,
  };
}

/** The same for all versions of a message, so that what stands at a fork stays while one goes from one to another. */
export function forkKey(forks: Forks, messageId: string): string {
  return forks[messageId]?.[0] ?? messageId;
}

/** The forks once `added` is a new version of `of`. */
export function withVersion(forks: Forks, of: string, added: string): Forks {
  const versions = forks[of] ?? [of];
  if (versions.includes(added)) return forks;
  const all = [...versions, added];
  return { ...forks, ...Object.fromEntries(all.map((id) => [id, all])) };
}
