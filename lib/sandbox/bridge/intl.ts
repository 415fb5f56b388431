import type { Topic } from "./bridge.ts";

/** Answers with the host's own Intl. What it makes on the way lives as long as the run. */
export function answerIntl(): Topic {
  return () => {
    throw new TypeError("not asked yet");
  };
}
