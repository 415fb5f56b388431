/** Whether a deployment keeps as much as it may. */
export interface Room {
  /** Rejects when the database cannot be asked. */
  isFull(): Promise<boolean>;
}

interface RoomParts {
  /** What is kept, in bytes. */
  readBytes: () => Promise<number>;
  mostBytes: number;
  /** In milliseconds, from any beginning. */
  now?: () => number;
}

/** How long what was measured holds, in milliseconds: it need not be measured for each of a crowd. */
const measuredMs = 10_000;

export function createRoom({ readBytes, mostBytes, now = () => performance.now() }: RoomParts): Room {
  let last: { at: number; bytes: Promise<number> } | null = null;

  async function measure(): Promise<number> {
    if (last === null || now() - last.at >= measuredMs) last = { at: now(), bytes: readBytes() };
    const asked = last;
    try {
      return await asked.bytes;
    } catch (error) {
      // Whoever comes next asks anew.
      if (last === asked) last = null;
      throw error;
    }
  }

  return { isFull: async () => (await measure()) >= mostBytes };
}
