import type { Review, UnavailableCause } from "#lib/safety";

/**
 * What a review says about the reviewer. `answer`: it was asked and this is what came, whether a verdict or not;
 * `fault`: nothing came, so it says nothing and is asked again; `fatal`: no review of this run will ever come;
 * `stopped`: we ended it ourselves.
 */
export type Meaning = "answer" | "fault" | "fatal" | "stopped";

const meanings: Record<UnavailableCause, Meaning> = {
  declined: "answer",
  malformed: "answer",
  unreadable: "answer",
  busy: "fault",
  "rate-limited": "fault",
  unreachable: "fault",
  "cut-off": "fault",
  budget: "fault",
  uncounted: "fault",
  timeout: "fault",
  "rejected-request": "fault",
  provider: "fault",
  internal: "fault",
  "rejected-key": "fatal",
  "no-such-model": "fatal",
  aborted: "stopped",
};

export const causes = Object.keys(meanings) as [UnavailableCause, ...UnavailableCause[]];

export function meaningOf({ cause }: Pick<Review, "cause">): Meaning {
  return cause === null ? "answer" : meanings[cause];
}
