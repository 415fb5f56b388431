/**
 * V8 13.6, which is Node 24's, now and then loses track of a page of compiled code when many threads with WebAssembly come
 * and go (nodejs/node#64500), and ends the whole process with this message. No test can fail or pass by it.
 */
const crash = "Check failed: jit_page.has_value()";

/**
 * The test files whose process the engine ended, and no other fault: none when anything else is wrong outside of a test.
 *
 * @param {string} output what Vitest printed
 * @returns {string[]}
 */
export function readCrashedFiles(output) {
  const crashes = output.split(crash).length - 1;
  const files = Array.from(
    output.matchAll(
      /Worker exited unexpectedly with signal SIG(?:TRAP|ILL|ABRT)\b.* while running test file (\S+)/g,
    ),
    ([, file = ""]) => file,
  );
  const errors = Number(/^\s*Errors\s+(\d+) error/m.exec(output)?.[1]);
  return crashes === files.length && errors === files.length ? files : [];
}

/**
 * Two reports as one: of the files that ran again what came of them then.
 *
 * @typedef {object} FileReport
 * @property {string} name
 * @property {string} status
 * @property {{ status: string }[]} assertionResults
 *
 * @param {{ testResults: FileReport[] } | undefined} first
 * @param {{ testResults: FileReport[] } | undefined} again
 * @returns {{ testResults: FileReport[] } | undefined} undefined when there is no second one, since then something is missing
 */
export function mergeReports(first, again) {
  if (!first || !again) return undefined;
  const repeated = new Set(again.testResults.map(({ name }) => name));
  return {
    testResults: [...first.testResults.filter(({ name }) => !repeated.has(name)), ...again.testResults],
  };
}
