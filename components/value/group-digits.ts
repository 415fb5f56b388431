/** A stretch of a number's own digits, and the mark that a reader expects before it or in its place. */
export interface Digits {
  text: string;
  mark: string;
  /** The mark stands for the text, which is the point. */
  replaced: boolean;
}

/** Fewer digits are read at a glance, and four of them may be a year. */
export const groupedFrom = 5;

/** Longer ones are read by nobody. */
const maxDigits = 400;

interface Marks {
  format: Intl.NumberFormat;
  point: string;
}

const known = new Map<string, Marks>();

function marksOf(locale: string): Marks {
  const found = known.get(locale);
  if (found) return found;
  // The digits themselves stay those of the program.
  const format = new Intl.NumberFormat(locale, { numberingSystem: "latn" });
  const point = format.formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";
  const marks = { format, point };
  known.set(locale, marks);
  return marks;
}

/**
 * Parts a number, as JavaScript writes it, where a reader of that language does. The texts together are the number again.
 * What has fewer than `from` digits before its point is not grouped.
 */
export function groupDigits(number: string, locale: string, from = groupedFrom): Digits[] {
  const [, sign = "", whole = "", point = "", rest = ""] = /^(-?)(\d+)(\.?)(\d*n?)$/.exec(number) ?? [];
  if (whole === "" || whole.length > maxDigits) return [plain(number)];
  const { format, point: ownPoint } = marksOf(locale);
  const digits = whole.length < from ? [plain(whole)] : groupWhole(whole, format);
  if (point !== "")
    digits.push(point === ownPoint ? plain(point) : { text: point, mark: ownPoint, replaced: true });
  return join([plain(sign), ...digits, plain(rest)]);
}

const plain = (text: string): Digits => ({ text, mark: "", replaced: false });

function groupWhole(whole: string, format: Intl.NumberFormat): Digits[] {
  const digits: Digits[] = [];
  let mark = "";
  for (const { type, value } of format.formatToParts(BigInt(whole))) {
    if (type === "group") mark = value;
    if (type === "integer") digits.push({ text: value, mark, replaced: false });
  }
  return digits;
}

/** Neighbours without a mark between them are one. */
function join(digits: Digits[]): Digits[] {
  const joined: Digits[] = [];
  for (const next of digits) {
    if (next.text === "") continue;
    const last = joined.at(-1);
    if (last && next.mark === "" && !last.replaced)
      joined[joined.length - 1] = { ...last, text: last.text + next.text };
    else joined.push(next);
  }
  return joined;
}
