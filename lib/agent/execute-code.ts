import { tool } from "ai";
import { z } from "zod";
import type { Reviewer } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import type { AgentLimits } from "./agent.ts";
import { countRefused, type Execution } from "./execution.ts";
import { createPrinting } from "./printing.ts";
import { describeRun } from "./shortened.ts";

const inputSchema = z.object({
  title: z.string().describe("What the program is for, in a few words for the reader."),
  code: z.string().describe("The program, in JavaScript. Its answer is in the variable `result`."),
});

export interface ToolParts {
  sandbox: Sandbox;
  review: Reviewer;
  /** So many programs, or so many refused in a row, and no further one is looked at in this answer. */
  limits: Pick<AgentLimits, "refusals" | "runs" | "resultChars">;
}

/** What one answer has used so far. */
export type Turn = { refusedInARow: number; runs: number; outputTokens: number };

/** The one tool. What it yields is drawn as it comes; the last is the record that is kept. */
export function createExecuteCode(parts: ToolParts) {
  return tool({
    description: "Runs a JavaScript program, after a review, and returns its result and what it printed.",
    inputSchema,
    strict: true,
    contextSchema: z.custom<Turn>(),
    execute: async function* ({ code }, { abortSignal, context: turn }) {
      try {
        for await (const execution of executeInTurn(code, parts, turn, abortSignal)) {
          turn.refusedInARow = countRefused(turn.refusedInARow, execution);
          yield execution;
        }
      } catch (cause) {
        // The model reads this message, and may repeat it; the log gets the cause.
        throw new Error("This server failed, so the program did not come to an end.", { cause });
      }
    },
    toModelOutput: ({ output }) => ({ type: "text", value: describeRun(output, parts.limits.resultChars) }),
  });
}

async function* executeInTurn(
  code: string,
  { limits: { refusals, runs }, ...parts }: ToolParts,
  turn: Turn,
  signal: AbortSignal | undefined,
): AsyncGenerator<Execution> {
  const program = { written: code, code: null, sha256: null };
  if (turn.refusedInARow >= refusals) yield { status: "withheld", program, refusals };
  else if (turn.runs >= runs) yield { status: "withheld", program, runs };
  else {
    turn.runs += 1;
    yield* executeCode(code, parts, signal);
  }
}

/** prepare → review → run, and nothing runs without a verdict on that very program that says it may. */
export async function* executeCode(
  code: string,
  { sandbox, review }: Pick<ToolParts, "sandbox" | "review">,
  signal: AbortSignal | undefined,
): AsyncGenerator<Execution> {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) {
    yield { status: "finished", program: prepared.program, review: null, result: prepared.result };
    return;
  }
  const { program } = prepared;
  yield { status: "reviewing", program };

  const verdict = await review(program, { signal });
  if (verdict.verdict !== "safe") {
    yield { status: "refused", program, review: verdict, laterReviews: [] };
    return;
  }

  const started = Promise.withResolvers<number>();
  const printing = createPrinting();
  const running = sandbox.run(program, {
    sha256: verdict.codeSha256,
    signal,
    onOutput: printing.add,
    onStart: () => started.resolve(Date.now()),
  });
  const state = { status: "running", program, review: verdict, limitMs: sandbox.limits.timeMs } as const;
  yield { ...state, startedAt: null };
  const startedAt = await Promise.race([started.promise, running.then(() => null)]);
  if (startedAt !== null) {
    yield { ...state, startedAt };
    for await (const printed of printing.until(running)) yield { ...state, startedAt, printed };
  }
  yield { status: "finished", program, review: verdict, laterReviews: [], result: await running };
}
