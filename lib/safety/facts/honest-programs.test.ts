import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, guestGlobals } from "#lib/sandbox";
import { createFactReader } from "./fact-reader.ts";
import { factsOf } from "./told.fixture.ts";

const reader = createFactReader({ globals: guestGlobals, report: console.error });
afterAll(() => reader.close());

describe("an honest program", () => {
  const sandbox = createSandbox({ workers: 1 });
  afterAll(() => sandbox.close());

  /** Those of which something is told, and what. */
  const told: Record<string, string[]> = {
    "Show getters, setters, frozen objects, symbols and a proxy that counts": ["exit"],
    "Explain hoisting, this and arguments in sloppy old-style code": ["exit", "foreign-name", "foreign-name"],
    "Memoise, curry, compose and debounce with closures": ["exit"],
    "Make random ids and bytes; show only what they look like": ["exit"],
  };

  it.each(readHonest())("has no findings: $question", async ({ question, code }) => {
    const prepared = await sandbox.prepare(code);
    if (!prepared.ok) throw new Error(`It cannot be prepared: ${question}`);
    const facts = factsOf(await reader.read(prepared.program.code));
    expect(facts?.findings.map(({ kind }) => kind)).toEqual(told[question] ?? []);
  });
});

/** The programs that the sandbox runs as Node does, each under the question somebody asked. */
function readHonest(): { question: string; code: string }[] {
  return ["programs", "helpers"].flatMap((folder) => {
    const place = fileURLToPath(new URL(`../../sandbox/honest/${folder}/`, import.meta.url));
    const pages = readdirSync(place).map((name) => readFileSync(place + name, "utf8"));
    return pages.flatMap((page) =>
      [...page.matchAll(/^## (.+)\n+```(?:js|ts)\n([\s\S]*?)^```$/gm)].map(
        ([, question = "", code = ""]) => ({ question, code }),
      ),
    );
  });
}
