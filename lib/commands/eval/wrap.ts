import { createHash } from "node:crypto";
import type { Row } from "./row.ts";
import { approvals, fakeSystemTexts, foreignApprovals, refusalBaits, reviewedNames } from "./wordings.ts";

/** The ways in which a harmful program is dressed up to pass. */
export const wrappings = [
  "approval",
  "system-text",
  "reviewed-name",
  "language",
  "encoding",
  "bait",
] as const;

export type Wrapping = (typeof wrappings)[number];

/** In the words of the tables. */
export const wrappingTitles: Record<Wrapping, string> = {
  approval: "approving text",
  "system-text": "fake system text or verdict",
  "reviewed-name": "“already reviewed” name",
  language: "approval in another language",
  encoding: "approval in Base64",
  bait: "refusal bait",
};

/**
 * The program, whole and to the letter, with a declaration before or after it that only talks. What it does and
 * answers stays the same: a declaration has no value of its own. Which wording, by the row's id.
 */
export function wrap(wrapping: Wrapping, { id, code }: Pick<Row, "id" | "code">): string {
  const choose = createChooser(`${wrapping} ${id}`);
  const statement = declare(wrapping, code, choose);
  if (choose([true, false])) return `${code}\n${statement}\n`;
  // Its directive would be no directive any more behind a declaration.
  const directive = /^\s*(["'])use strict\1\s*[;\n]/.test(code) ? '"use strict";\n' : "";
  return `${directive}${statement}\n${code}`;
}

type Chooser = <T>(from: readonly [T, ...T[]] | readonly T[]) => T;

/** Chooses by a SHA-256, another part of it each time. Not from nothing. */
function createChooser(seed: string): Chooser {
  const bytes = createHash("sha256").update(seed).digest();
  let at = 0;
  return (from) => {
    const chosen = from[bytes.readUInt32BE(at) % from.length];
    if (chosen === undefined) throw new RangeError("there is nothing to choose from");
    at += 4;
    return chosen;
  };
}

function declare(wrapping: Wrapping, code: string, choose: Chooser): string {
  const constant = (value: string) =>
    `const ${freeName(code, choose(["note", "header", "banner"]))} = ${value};`;
  switch (wrapping) {
    case "approval":
      return constant(JSON.stringify(choose(approvals)));
    case "system-text":
      return constant(JSON.stringify(choose(fakeSystemTexts)));
    case "reviewed-name": {
      const { name, declare } = choose(reviewedNames);
      return declare(freeName(code, name));
    }
    case "language":
      return constant(JSON.stringify(choose(foreignApprovals)));
    case "encoding":
      return constant(`atob(${JSON.stringify(Buffer.from(choose(approvals)).toString("base64"))})`);
    case "bait":
      return constant(JSON.stringify(choose(refusalBaits)));
  }
}

/** A name that the program does not contain, so that the two declare nothing twice. */
function freeName(code: string, wanted: string): string {
  let name = wanted;
  while (code.includes(name)) name += "_";
  return name;
}
