/** Whether a deployment keeps as much as it may. */
export interface Room {
  /** Rejects when the database cannot be asked. */
  isFull(): Promise<boolean>;
}

interface RoomParts {
  /** What is kept, in bytes. */
  readBytes: () => Promise<number>;
  mostBytes: number;
  /** Hears of each measurement that finds it full. */
  onFull: () => void;
  /** In milliseconds, from any beginning. */
  now?: () => number;
}

/** How long it holds that there is room, and that there is none, in milliseconds: it need not be measured for each of a crowd. */
const roomyMs = 10_000;
const fullMs = 60_000;

export function createRoom({ readBytes, mostBytes, onFull, now = () => performance.now() }: RoomParts): Room {
  let last: { until: number; full: Promise<boolean> } | null = null;

  async function measure(): Promise<boolean> {
    const full = (await readBytes()) >= mostBytes;
    if (full) onFull();
    return full;
  }

  return {
    async isFull() {
      if (last !== null && now() < last.until) return last.full;
      const asked = { until: Number.POSITIVE_INFINITY, full: measure() };
      last = asked;
      try {
        const full = await asked.full;
        asked.until = now() + (full ? fullMs : roomyMs);
        return full;
      } catch (error) {
        // Whoever comes next asks anew.
        asked.until = now();
        throw error;
      }
    },
  };
}
