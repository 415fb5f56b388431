/** Before each attempt, in milliseconds. One that has ended so often ends for a reason that a next start does not mend. */
const pausesMs = [500, 2_000, 8_000, 30_000, 60_000];
/** What has served for so long, in milliseconds, begins with the first pause again. */
const steadyMs = 600_000;

/**
 * @typedef {object} Served
 * @property {Promise<number>} ended its exit code
 *
 * @typedef {object} Surroundings
 * @property {(ms: number) => Promise<unknown>} pause
 * @property {(words: string) => void} tell
 * @property {() => number} [now] in milliseconds, from any beginning
 */

/**
 * Starts a server again that has ended by itself, after growing pauses. A start that fails counts as one that has ended.
 *
 * @param {Served} server
 * @param {() => Promise<Served>} again
 * @param {Surroundings} surroundings
 * @returns {Promise<number>} the last one's exit code, when it is given up
 */
export async function keepServing(server, again, { pause, tell, now = () => performance.now() }) {
  let deaths = 0;
  for (let current = server; ; ) {
    const since = now();
    const code = await current.ended;
    if (now() - since >= steadyMs) deaths = 0;
    const ms = pausesMs[deaths++];
    const what = `The server has ended by itself (exit code ${code}); what it wrote is above.`;
    if (ms === undefined) {
      tell(
        `${what} It has done so ${deaths} times in a row, so it stays down. \`npm start\` starts it again.`,
      );
      return code;
    }
    tell(`${what} It is started again in ${ms / 1_000} s. What was saved is kept.`);
    await pause(ms);
    current = await again().catch((error) => {
      tell(String(error instanceof Error ? error.message : error));
      return { ended: Promise.resolve(1) };
    });
  }
}
