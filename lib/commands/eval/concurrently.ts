/**
 * Does the work for every item, several at a time, in order of the items. Rejects as soon as one does; takes no new item
 * once the signal is aborted.
 */
export async function forEachConcurrently<T>(
  items: readonly T[],
  { concurrency, signal }: { concurrency: number; signal?: AbortSignal },
  work: (item: T) => Promise<void>,
): Promise<void> {
  // All lanes take from the same iterator.
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) {
      if (signal?.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
