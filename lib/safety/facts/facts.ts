import { findAddressedTexts } from "./addressed-text.ts";
import { findLargeAllocations } from "./allocations.ts";
import { createConstants } from "./constant.ts";
import { findEncodedTexts } from "./encoded-text.ts";
import { type Facts, listFindings } from "./finding.ts";
import { findHiddenCharacters } from "./hidden-characters.ts";
import { findUnboundedLoops } from "./loops.ts";
import { findExits, findNames } from "./names.ts";
import { findRunTexts } from "./run-texts.ts";
import { readSource } from "./source.ts";
import { listTexts } from "./texts.ts";

/**
 * Reads a program without running it. `known` is what it may name without declaring it. Throws a SyntaxError for what
 * is no program, and anything at all for one that breaks the parser; may take long: nothing in here knows of time.
 */
export function readFacts(code: string, known: ReadonlySet<string>): Facts {
  const source = readSource(code);
  const constants = createConstants(source);
  const texts = listTexts(source, constants);
  const { globals, found } = findNames(source, known);
  const all = [
    ...found,
    ...findExits(source, constants, texts),
    ...findHiddenCharacters(source),
    ...findUnboundedLoops(source, constants),
    ...findRunTexts(source, constants),
    ...findLargeAllocations(source, constants),
    ...findAddressedTexts(source, constants, texts),
    ...findEncodedTexts(source, constants, texts),
  ];
  return { globals, findings: listFindings(all, source.lineOf) };
}
