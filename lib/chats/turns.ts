/** Lets one task after the other have its turn. Answers with null, and leaves a task, where `maxWaiting` wait already. */
export function createTurns(maxWaiting: number): <T>(task: () => Promise<T>) => Promise<T> | null {
  let last: Promise<unknown> = Promise.resolve();
  /** Those that wait, and the one whose turn it is. */
  let present = 0;
  return (task) => {
    if (present > maxWaiting) return null;
    present++;
    const turn = last.then(task).finally(() => {
      present--;
    });
    // How it ended is told to whoever brought it.
    last = turn.catch(() => undefined);
    return turn;
  };
}
