import type { Asked } from "./provider.ts";

/** The program that a review was asked about: part of the JSON value between its two markers. */
export function readReviewedProgram(asked: Asked | undefined): string {
  const text = readTexts(asked).find((candidate) => /^program-[0-9a-f]+$/m.test(candidate));
  const json = text?.match(/^(program-[0-9a-f]+)\n(.*)\n\1$/m)?.[2];
  if (json === undefined) throw new Error("This request asks for no review of a program.");
  return JSON.parse(json).program;
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
