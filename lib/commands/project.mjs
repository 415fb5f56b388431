import { fileURLToPath } from "node:url";

/** The project's folder, wherever the command was called from. */
export const folder = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Names a server's process, in the first question to it and its answer. */
export const identityHeader = "x-workings-process";

/** Something outside the commands stands in the way. The message is for the person at the terminal. */
export class SetupError extends Error {
  /**
   * @param {string} message what happened, what survives, what to do next
   * @param {string} [output] everything the failed program wrote
   */
  constructor(message, output = "") {
    super(message);
    this.name = "SetupError";
    this.output = output;
  }
}

/**
 * Runs a command's main function; a SetupError is told in words, anything else is a bug and keeps its stack.
 *
 * @param {() => Promise<void>} main
 */
export async function runCommand(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.output) console.error(`${error.output.trimEnd()}\n`);
    console.error(error.message);
    process.exit(1);
  }
}
