/** One thing that was looked at, in words for who runs the server. Never holds a secret. */
export interface Finding {
  state: "good" | "note" | "bad";
  about: string;
  words: string;
}

export const good = (about: string, words: string): Finding => ({ state: "good", about, words });
/** It works, and somebody may not want it so. */
export const note = (about: string, words: string): Finding => ({ state: "note", about, words });
/** It does not work until somebody does what the words say. */
export const bad = (about: string, words: string): Finding => ({ state: "bad", about, words });
