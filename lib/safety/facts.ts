/** What reading a program without running it showed. */
export interface Facts {
  /** Names it uses and does not declare, that the guest has. Sorted. */
  globals: string[];
  /** What speaks for a closer look, in the order of the program. */
  findings: Finding[];
}

export interface Finding {
  kind: FindingKind;
  /** What it is and where, for reviewer and reader, at most 160 characters. */
  text: string;
}

export type FindingKind =
  | "foreign-name"
  | "exit"
  | "unbounded-loop"
  | "large-allocation"
  | "encoded-text"
  | "decoded-code"
  | "constructor-walk"
  | "addressed-text"
  | "hidden-characters";
