import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type RunResult } from "#lib/sandbox";
import { formatConsole, type Value } from "#lib/value";
import type { NodeAnswer } from "./node-answer.ts";
import { readPrograms } from "./read-programs.ts";
import { withoutStacks } from "./to-tree.ts";

const programs = readPrograms("programs");
const withHelpers = readPrograms("helpers");

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

async function run(code: string): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program) : prepared.result;
}

/** Node's answers to all programs, from one child process. A program that Node itself cannot run is a mistake in the list. */
async function askNode(codes: string[]): Promise<(NodeAnswer | { error: string })[]> {
  const script = fileURLToPath(new URL("./node-answer.ts", import.meta.url));
  const flags = ["--experimental-vm-modules", "--no-warnings"];
  const node = spawn(process.execPath, [...flags, script], { stdio: ["pipe", "pipe", "inherit"] });
  node.stdin.end(JSON.stringify(codes));
  return JSON.parse(await text(node.stdout));
}

const byNode = new Map<string, NodeAnswer | { error: string }>();
beforeAll(async () => {
  const all = [...programs, ...withHelpers];
  const answers = await askNode(all.map(({ code }) => code));
  for (const [i, { question }] of all.entries()) {
    const answer = answers[i];
    if (answer) byNode.set(question, answer);
  }
}, 60_000);

function nodeAnswer(question: string): NodeAnswer {
  const answer = byNode.get(question);
  if (!answer || "error" in answer) throw new Error(`Node could not: ${answer?.error}`);
  return answer;
}

function linesOf(result: RunResult): { level: string; values: Value[] }[] {
  if (!("output" in result)) return [];
  return result.output.flatMap((entry) =>
    entry.kind === "console" ? [{ level: entry.level, values: entry.values }] : [],
  );
}

describe("an honest program comes out as in Node:", () => {
  it.each(programs)("$question", async ({ question, code }) => {
    const expected = nodeAnswer(question);
    const result = await run(code);
    expect(withoutStacks(result)).toMatchObject({ status: "completed" });
    expect(withoutStacks("value" in result && result.value)).toEqual(expected.value);
    expect(withoutStacks(linesOf(result))).toEqual(expected.lines);
  });

  it("is one of many, each under its own question, and none answers nothing", () => {
    const questions = [...programs, ...withHelpers].map(({ question }) => question);
    expect(programs.length).toBeGreaterThanOrEqual(60);
    expect(withHelpers.length).toBeGreaterThanOrEqual(20);
    expect(questions.filter((question, i) => questions.indexOf(question) !== i)).toEqual([]);
    const silent = questions.filter((question) => {
      const { value, text } = nodeAnswer(question);
      return JSON.stringify(value) === '{"$":"undefined"}' && text === "";
    });
    expect(silent).toEqual([]);
  });
});

describe("an honest program that needs more than the language comes out as in Node:", () => {
  it.each(withHelpers)("$question", async ({ question, code }) => {
    const expected = nodeAnswer(question);
    const result = await run(code);
    expect(withoutStacks(result)).toMatchObject({ status: "completed" });
    expect(withoutStacks("value" in result && result.value)).toEqual(expected.value);
    // As text, since only text says what a table, a count or an indented group came to.
    const printed = linesOf(result).map(({ values }) => `${formatConsole(values)}\n`);
    expect(printed.join("")).toBe(expected.text);
  });
});
