import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A program as a model may write it, under the question somebody asked. */
export interface Honest {
  question: string;
  code: string;
}

/** Every fenced block of the Markdown files in a folder beside this file, named by the heading above it. */
export function readPrograms(folder: "programs" | "helpers"): Honest[] {
  const place = fileURLToPath(new URL(`./${folder}/`, import.meta.url));
  return readdirSync(place)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .flatMap((name) => readBlocks(readFileSync(place + name, "utf8")));
}

function readBlocks(markdown: string): Honest[] {
  const blocks = markdown.matchAll(/^## (.+)\n+```(?:js|ts)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, question = "", code = ""]) => ({ question, code }));
}
