/** What reading a program without running it showed. */
export interface Facts {
  /** Names it uses and does not declare, that the guest has. Sorted. */
  globals: string[];
  /** What speaks for a closer look, in the order of the program; at most `maxFindings`, one for each kind and place. */
  findings: Finding[];
}

export interface Finding {
  kind: FindingKind;
  /**
   * What it is and where, at most 160 characters. Lines are those of the string that runs. Of the program's own words
   * it holds names alone, cut to 40 characters: a fact is no place for a program to speak.
   */
  text: string;
}

export const findingKinds = [
  /** Text that hides from a reader: an invisible character outside every literal. */
  "hidden-characters",
  /** Text that was decoded or assembled from codes, run as code. */
  "decoded-code",
  /** `Function`, reached through constructors and called with a text. */
  "constructor-walk",
  /** Words for whoever reviews: claims, verdicts, instructions. */
  "addressed-text",
  /** A name that neither the program nor the guest has. */
  "foreign-name",
  /** A word that leads out of a program: `constructor`, `__proto__`, `Function`, `eval`, `import`. */
  "exit",
  "unbounded-loop",
  "large-allocation",
  "encoded-text",
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** A finding on its way into the list. */
export interface Found {
  kind: FindingKind;
  /** Where in the code, in UTF-16 units. */
  at: number;
  /** Without the line. */
  what: string;
}

/** Enough to see what a program is about, and few enough to be read. */
export const maxFindings = 20;

const maxTextLength = 160;
const maxNameLength = 40;

/**
 * In the order of the program. Where there are more than fit, every kind keeps its first one: a heap of small
 * findings must not push out the one that counts.
 */
export function listFindings(found: readonly Found[], lineOf: (position: number) => number): Finding[] {
  const rows = new Map<string, Found & { text: string }>();
  for (const one of found.toSorted((a, b) => a.at - b.at)) {
    const text = `line ${lineOf(one.at)}: ${one.what}`.slice(0, maxTextLength).toWellFormed();
    const key = `${one.kind} ${text}`;
    if (!rows.has(key)) rows.set(key, { ...one, text });
  }
  const all = [...rows.values()];
  const firsts = findingKinds.map((kind) => all.find((one) => one.kind === kind));
  const kept = new Set([...firsts, ...all].filter((one) => one !== undefined));
  return [...kept]
    .slice(0, maxFindings)
    .sort((a, b) => a.at - b.at)
    .map(({ kind, text }) => ({ kind, text }));
}

/** A name of the program's, safe to be put into a line: cut, and with what cannot be seen written out. */
export function quoteName(name: string): string {
  const shown = name.replace(
    /[^\p{L}\p{N}\p{P}\p{S} ]|\p{Default_Ignorable_Code_Point}/gu,
    (character) => `[${codePoint(character)}]`,
  );
  return shown.length > maxNameLength ? `${shown.slice(0, maxNameLength - 1).toWellFormed()}…` : shown;
}

/** `U+200D` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
