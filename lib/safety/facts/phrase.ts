/** What a text wants of its reviewer. */
export type Address = "claim" | "verdict" | "order" | "refusal" | "marker" | "name";

export interface Phrase {
  says: Address;
  /**
   * Is run over many texts at once, each on a line of its own, in small letters and with single spaces: `.` stays within a
   * text, `^` and `$` are its ends. Gaps are bounded, so that no text can make it slow.
   */
  pattern: RegExp;
  /** A text that it finds, and no other phrase has to. */
  example: string;
}
