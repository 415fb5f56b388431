import type { Topic } from "../bridge.ts";
import { countMade } from "./collect.ts";
import { readLocales, readOptions, readText } from "./read.ts";
import { type Respond, subjects } from "./subjects.ts";

/** What is kept of a run, the oldest dropped first: making one costs up to a millisecond. */
const maxKept = 256;
/** A hundred locales and all options of a class, in UTF-16 units. */
const maxSubjectChars = 16_384;

/**
 * Answers with the host's own Intl, in its own time zone and locale. A question is two lines: `[kind, locales, options]` and
 * `[method, …values]`. What is made for the first line is kept for the run.
 */
export function answerIntl(): Topic {
  const kept = new Map<string, Respond>();
  const recall = (line: string): Respond => {
    const known = kept.get(line);
    if (known) return known;
    const made = open(line);
    countMade();
    for (const oldest of kept.keys()) {
      if (kept.size < maxKept) break;
      kept.delete(oldest);
    }
    kept.set(line, made);
    return made;
  };
  return (question) => {
    const text = readText(question, Number.POSITIVE_INFINITY);
    const end = text.indexOf("\n");
    if (end > maxSubjectChars) throw new RangeError("The locales and options are too long");
    const respond = recall(text.slice(0, end));
    const [method, first, second] = readList(text.slice(end + 1));
    return respond(readText(method, 100), first, second);
  };
}

function open(line: string): Respond {
  const [kind, locales, options] = readList(line);
  const subject = subjects.get(readText(kind, 100));
  if (!subject) throw new TypeError("no such kind");
  return subject.open(readLocales(locales), readOptions(options, subject.options));
}

function readList(line: string): unknown[] {
  const list: unknown = JSON.parse(line);
  if (!Array.isArray(list)) throw new TypeError("not a list");
  return list;
}
