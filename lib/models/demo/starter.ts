/** A program the demo writes. */
export interface DemoProgram {
  title: string;
  code: string;
}

/** A question the demo can answer: its programs in turn, then what it says of the last one's outcome. */
export interface Starter {
  question: string;
  /** Whether an empty chat offers it; the demo answers the others too. */
  invites: boolean;
  programs: [DemoProgram, ...DemoProgram[]];
  /** `result` is the last program's result as text. */
  whenDone: (result: string) => string;
  /** Said when the review refused the last program. */
  whenRefused: string;
}
