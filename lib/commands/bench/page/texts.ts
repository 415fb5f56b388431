import { createDice, type Dice } from "../chats/sample.ts";

/** So many more tokens come to what is there. */
export const tokenCount = 2_000;

/** Markdown of every kind, of about so many bytes. It ends with a paragraph of its own. */
export function writeMarkdown(bytes: number, seed: number): string {
  const dice = createDice(seed);
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; length < bytes; at++) {
    const piece = `${kinds[at % kinds.length]?.(dice) ?? ""}\n\n`;
    pieces.push(piece);
    length += piece.length;
  }
  return pieces.join("");
}

const paragraph = (dice: Dice) =>
  `${dice.words(40)}, **${dice.words(3)}** and \`${dice.word()}\` of 12,345. ${dice.words(30)}.`;

const kinds: readonly ((dice: Dice) => string)[] = [
  (dice) => `## ${dice.words(5)}`,
  paragraph,
  paragraph,
  (dice) => Array.from({ length: 6 }, () => `- ${dice.words(12)} *${dice.word()}*`).join("\n"),
  paragraph,
  (dice) => `\`\`\`js\n${Array.from({ length: 12 }, (_, at) => writeLine(dice, at)).join("\n")}\n\`\`\``,
  paragraph,
  (dice) =>
    `| ${dice.words(3).replaceAll(" ", " | ")} |\n| --- | --- | ---: |\n${Array.from(
      { length: 8 },
      () => `| ${dice.words(2)} | ${dice.words(3)} | ${dice.below(10_000)} |`,
    ).join("\n")}`,
];

/** A line of a program, of about thirty characters. */
function writeLine(dice: Dice, at: number): string {
  return `const ${dice.word()}${at} = "${dice.word()}" + ${dice.below(1_000)};`;
}

/** Exactly so many pieces, each of about four characters. */
export function splitTokens(text: string, count: number): string[] {
  const size = 4;
  return Array.from({ length: count }, (_, at) => text.slice(at * size, (at + 1) * size));
}

/** Text that comes token by token. */
export function writeTokens(seed: number): string[] {
  return splitTokens(writeMarkdown(tokenCount * 4, seed), tokenCount);
}

/** The arguments of a call with a program of so many lines, the last of them token by token. */
export function writeProgram(lines: number, seed: number): { lead: string; tokens: string[] } {
  const dice = createDice(seed);
  const code = Array.from({ length: lines }, (_, at) => writeLine(dice, at)).join("\n");
  const text = JSON.stringify({ title: "A long program", code: `${code}\n42` });
  const lead = text.slice(0, -tokenCount * 4);
  return { lead, tokens: splitTokens(text.slice(lead.length), tokenCount) };
}

/** The arguments of a call with a program whose result is a table of 10,000 rows. */
export const tableCall = JSON.stringify({
  title: "A long table",
  code: "Array.from({ length: 10000 }, (_, i) => ({ id: i, square: i * i, name: 'row ' + i }))",
});
