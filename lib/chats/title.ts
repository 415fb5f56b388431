import type { ChatMessage } from "#lib/agent";
import { firstUnits } from "#lib/value";

/** The longest title, in UTF-16 units. */
const maxTitleChars = 200;

/** About as long as a title made of a question's first words gets, in UTF-16 units. */
const firstWordsChars = 60;

/** One line of a sensible length. */
export function toTitle(text: string): string {
  return firstUnits(toLine(text), maxTitleChars).trim() || "New chat";
}

/** A question's first words, for as long as nobody has a better title. */
export function titleQuestion({ parts }: ChatMessage): string {
  const line = toLine(parts.map((part) => (part.type === "text" ? part.text : "")).join(" "));
  if (line.length <= firstWordsChars) return toTitle(line);
  const cut = firstUnits(line, firstWordsChars);
  const end = line.charAt(cut.length) === " " ? cut.length : cut.lastIndexOf(" ");
  // One long word, or a script without spaces, is cut where it must be.
  return `${cut.slice(0, end > 0 ? end : undefined).trim()}…`;
}

/** In one line. A question may be a page of data, of which a title needs little. */
function toLine(text: string): string {
  return firstUnits(text.replaceAll("\0", "").trimStart(), 4 * maxTitleChars)
    .toWellFormed()
    .replace(/\s+/g, " ")
    .trim();
}
