import { tool } from "ai";
import { z } from "zod";
import type { Reviewer } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import type { Execution } from "./execution.ts";
import { describeOutcome } from "./outcome.ts";

const inputSchema = z.object({
  title: z.string().describe("What the program is for, in a few words for the reader."),
  code: z.string().describe("The program, in JavaScript. Its answer is in the variable `result`."),
});

interface ToolParts {
  sandbox: Sandbox;
  review: Reviewer;
}

/** The one tool. What it yields is drawn as it comes; the last is the record that is kept. */
export function createExecuteCode(parts: ToolParts) {
  return tool({
    description: "Runs a JavaScript program, after a review, and returns its result and what it printed.",
    inputSchema,
    strict: true,
    execute: async function* ({ code }, { abortSignal }) {
      try {
        yield* executeCode(code, parts, abortSignal);
      } catch (cause) {
        // The model reads this message, and may repeat it; the log gets the cause.
        throw new Error("This server failed, so the program did not come to an end.", { cause });
      }
    },
    toModelOutput: ({ output }) => ({ type: "text", value: describeOutcome(output) }),
  });
}

/** prepare → review → run, and nothing runs without a verdict that says it may. */
async function* executeCode(
  code: string,
  { sandbox, review }: ToolParts,
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
    yield { status: "refused", program, review: verdict };
    return;
  }

  const started = Promise.withResolvers<number>();
  const running = sandbox.run(program, { signal, onStart: () => started.resolve(Date.now()) });
  const state = { status: "running", program, review: verdict, limitMs: sandbox.limits.timeMs } as const;
  yield { ...state, startedAt: null };
  const startedAt = await Promise.race([started.promise, running.then(() => null)]);
  if (startedAt !== null) yield { ...state, startedAt };
  yield { status: "finished", program, review: verdict, result: await running };
}
