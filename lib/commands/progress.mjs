/**
 * Says what is being done, counts the seconds where there is a terminal to count in, and says when it is done.
 *
 * @template T
 * @param {{ doing: string, done: string }} words "Installing", "Installed"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress({ doing, done }, work) {
  const since = performance.now();
  const live = process.stdout.isTTY;
  const tell = () => process.stdout.write(`\r${doing}… ${seconds(since)}`);
  process.stdout.write(live ? `${doing}…` : `${doing}…\n`);
  const timer = live ? setInterval(tell, 1_000) : undefined;
  try {
    const outcome = await work();
    process.stdout.write(`${live ? "\r" : ""}${done} in ${seconds(since)}\n`);
    return outcome;
  } catch (error) {
    if (live) process.stdout.write("\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** @param {number} since a reading of performance.now() */
export function seconds(since) {
  const elapsed = (performance.now() - since) / 1_000;
  return `${elapsed < 10 ? elapsed.toFixed(1) : elapsed.toFixed(0)} s`;
}
