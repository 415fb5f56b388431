/** A text, and how it came out of the one that is written. */
export interface Layer {
  text: string;
  /** Null for the text as it is written. */
  by: string | null;
}

/** Shorter ones say nothing to anybody. */
const minLength = 12;

/** Long runs of what may be encoded that are tried, for each text. */
const maxRuns = 20;

/** The text, and what it may hold for who decodes it: once more each, for what was encoded twice. */
export function peel(text: string): Layer[] {
  const once = decode(text);
  const twice = once
    .filter(({ by }) => by !== "reversed" && by !== "ROT13")
    .flatMap(({ text }) => decode(text));
  return [{ text, by: null }, ...once, ...twice];
}

function decode(text: string): Layer[] {
  if (text.length < minLength) return [];
  const bases = runs(text, /[\w+/-]{16,}={0,2}/g).map((run) => layer("Base64", bytes(run, "base64")));
  const hexes = runs(text, /(?:[0-9a-f]{2}[\s:,]?){8,}/gi).map((run) =>
    layer("hex", bytes(run.replace(/[^0-9a-f]/gi, ""), "hex")),
  );
  const percents = /(?:%[0-9a-f]{2}.{0,3}){4}/i.test(text)
    ? [layer("percent-encoding", readPercents(text))]
    : [];
  const turned = [
    layer("reversed", [...text].reverse().join("")),
    isLatin(text) ? layer("ROT13", rotate(text)) : null,
  ];
  return [...bases, ...hexes, ...percents, ...turned]
    .filter((one) => one !== null)
    .filter((one) => one.text !== text);
}

function runs(text: string, pattern: RegExp): string[] {
  return (text.match(pattern) ?? []).slice(0, maxRuns);
}

/** Null for what is no text: most of what looks encoded is not. */
function layer(by: string, text: string): Layer | null {
  const strange = text.match(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\n\r\t]|\ufffd/gu)?.length ?? 0;
  return text.length >= minLength / 2 && strange <= text.length / 20 ? { text, by } : null;
}

function bytes(text: string, encoding: "base64" | "hex"): string {
  return Buffer.from(text, encoding).toString("utf8");
}

function readPercents(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => bytes(run.replaceAll("%", ""), "hex"));
}

/** In other scripts it leaves the words as they are, so that they would be told of twice. */
function isLatin(text: string): boolean {
  return (text.match(/[a-z]/gi)?.length ?? 0) * 2 > (text.match(/\p{L}/gu)?.length ?? 0);
}

function rotate(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const first = code < 97 ? 65 : 97;
    return String.fromCharCode(((code - first + 13) % 26) + first);
  });
}
