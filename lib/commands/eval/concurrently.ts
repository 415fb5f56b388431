/**
 * Does the work for every item, several at a time, in order of the items. Rejects as soon as one does. Takes no
 * new item then, and none once the signal is aborted.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  { concurrency, signal }: { concurrency: number; signal?: AbortSignal },
  work: (item: T) => Promise<void>,
): Promise<void> {
  // All lanes take from the same iterator.
  const rest = items.values();
  let failed = false;
  const lane = async () => {
    for (const item of rest) {
      if (failed || signal?.aborted) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
