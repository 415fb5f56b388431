const lookMs = 250;

/**
 * Calls once when the process that started us is gone. npm starts us through a shell that does not pass SIGTERM on,
 * and nobody passes on a SIGKILL. Windows keeps the old number, so there it never calls.
 *
 * @param {() => void} action
 */
export function whenParentIsGone(action) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    action();
  }, lookMs);
  timer.unref();
}
