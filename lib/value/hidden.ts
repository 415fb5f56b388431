/**
 * What no reader of a text sees, or what changes the order in which it is seen: control characters but for the line break and the
 * tab, marks of direction, tags, joiners, selectors of variants, fillers and breaks without a width.
 */
const hidden =
  /(?![\n\t])\p{Cc}|[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;

/** Scripts whose letters change with a joiner, or a non-joiner, after them. */
const joined = script(
  "Arabic Syriac Nko Mandaic Mongolian Phags_Pa Adlam Hanifi_Rohingya Sogdian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Myanmar Khmer Tibetan Balinese Javanese Sundanese Newa Tirhuta Grantha Chakma",
);
/** Scripts that write words without spaces and may mark their ends. */
const unspaced = script("Thai Lao Khmer Myanmar");
const mongolian = script("Mongolian");

/** What is seen of these scripts: their own selectors and fillers count as theirs too. */
function script(names: string): string {
  const classes = names.split(" ").map((name) => `\\p{Script=${name}}`);
  return `(?!\\p{Default_Ignorable_Code_Point})[${classes.join("")}]`;
}

/** A hidden character that something seen needs, by what stands before and after it. Each is alone: a row of them carries text. */
const needs: Record<string, { before: RegExp; after: RegExp }[]> = {
  "\u200c": [{ before: end(joined), after: /^(?![\u200c\u200d])/ }],
  "\u200d": [
    { before: end(joined), after: /^(?![\u200c\u200d])/ },
    {
      before: end("\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\ufe0f)?"),
      after: /^\p{Extended_Pictographic}/u,
    },
  ],
  "\u200b": [{ before: end(unspaced), after: new RegExp(`^${unspaced}`, "u") }],
  "\ufe0f": [
    { before: end("\\p{Extended_Pictographic}"), after: /^/ },
    { before: end("[0-9#*]"), after: /^\u20e3/ },
  ],
  "\ufe0e": [{ before: end("\\p{Extended_Pictographic}"), after: /^/ }],
  "\u180e": [{ before: end(mongolian), after: new RegExp(`^${mongolian}`, "u") }],
};
for (const variant of "\u180b\u180c\u180d\u180f") needs[variant] = [{ before: end(mongolian), after: /^/ }];

function end(pattern: string): RegExp {
  return new RegExp(`${pattern}$`, "u");
}

/** The flags of England, Scotland and Wales: the only emoji that are written with tags. */
const flag =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;

/** As much of a text as a need can look at, in UTF-16 units: an emoji, its colour of skin and a selector. */
const reach = 6;

/**
 * The same text with each hidden character as the escape it has in a program, `\u{202e}`: whoever reads it learns that it is there
 * and is not misled by it. Emoji stay whole, and joiners where the letters of a script need them. Up to nine times as long.
 */
export function showHidden(text: string): string {
  return replaceHidden(text, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** The same text without them. */
export function dropHidden(text: string): string {
  return replaceHidden(text, () => "");
}

function replaceHidden(text: string, replace: (character: string) => string): string {
  let shown = "";
  let from = 0;
  for (const { 0: whole, index } of text.matchAll(flag)) {
    shown += replaceOutsideFlags(text.slice(from, index), replace) + whole;
    from = index + whole.length;
  }
  return shown + replaceOutsideFlags(text.slice(from), replace);
}

function replaceOutsideFlags(text: string, replace: (character: string) => string): string {
  return text.replace(hidden, (character, index: number) => {
    const before = text.slice(Math.max(0, index - reach), index);
    const after = text.slice(index + character.length, index + character.length + reach);
    const isNeeded = needs[character]?.some((need) => need.before.test(before) && need.after.test(after));
    return isNeeded ? character : replace(character);
  });
}
