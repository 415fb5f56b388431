import { log } from "./log.ts";
import { keepConsole } from "./write.ts";

/** Of a sentence that a library writes, in characters. */
const maxWords = 200;

/**
 * Leads what libraries write to the console as errors and warnings into the log, with no more of it than a log may hold: an
 * error as `describeError` gives it, and of words those before the first colon or the end of their first line. They would
 * otherwise write errors whole: a failed query with all that was to be saved, a provider's call with the conversation.
 */
export function captureConsole(): void {
  keepConsole();
  for (const level of ["error", "warn"] as const)
    console[level] = (...things: unknown[]) => {
      const error = things.find((thing) => thing instanceof Error);
      // The page's own hook tells of it.
      if (error && "digest" in error) return;
      const words = readWords(things.find((thing) => typeof thing === "string"));
      log(level, "console", words === null ? {} : { words }, error);
    };
}

function readWords(text: string | undefined): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours words in a terminal begins with one.
  const plain = text?.replace(/\u001b\[[\d;]*m/g, "").trim();
  const [words = ""] = plain?.split(/[:\n]/) ?? [];
  return words === "" ? null : words.slice(0, maxWords);
}
