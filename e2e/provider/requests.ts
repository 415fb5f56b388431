import type { Asked } from "./provider.ts";

/** The program that a review was asked about: the JSON string between its two markers. */
export function readReviewedProgram(asked: Asked | undefined): string {
  const text = readTexts(asked).find((candidate) => /^program-[0-9a-f]+$/m.test(candidate));
  const quoted = text?.match(/^(program-[0-9a-f]+)\n(.*)\n\1$/m)?.[2];
  if (quoted === undefined) throw new Error("This request asks for no review of a program.");
  return JSON.parse(quoted);
}

/** Every text in a request, in either protocol. */
export function readTexts(asked: Asked | undefined): string[] {
  const texts: string[] = [];
  JSON.stringify(asked?.body, (_, value) => {
    if (typeof value === "string") texts.push(value);
    return value;
  });
  return texts;
}
