import { readFileSync } from "node:fs";
import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import { isStepCount, type LanguageModel, ToolLoopAgent } from "ai";
import { z } from "zod";
import type { Reviewer } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import { distinguishCalls } from "./distinct-calls.ts";
import { createExecuteCode, type Turn } from "./execute-code.ts";
import { meterCalls } from "./meter.ts";
import { defaultOutcomeChars } from "./outcome.ts";

/** Bounds of one answer. */
export interface AgentLimits {
  /** Model calls of one answer; the last one must answer with what there is. */
  steps: number;
  /** Programs the review may refuse in a row before the answer has to do without the tool. */
  refusals: number;
  /** Programs that are looked at, all in all. */
  runs: number;
  /** What the model may write, what it thinks included, in tokens; its last call has `lastCallTokens` in any case. */
  outputTokens: number;
  /** How much of one program's outcome the model reads, in characters: two thirds for the result, one for its console. */
  resultChars: number;
  /** How much of the conversation the model reads, in characters: old runs are shortened first, then old messages left out. */
  historyChars: number;
  /** How long it may take, in milliseconds. */
  answerMs: number;
}

export const defaultAgentLimits: AgentLimits = {
  steps: 8,
  refusals: 3,
  runs: 12,
  outputTokens: 32_000,
  resultChars: defaultOutcomeChars,
  historyChars: 200_000,
  answerMs: 600_000,
};

/** Of what was written, where nobody says how many tokens it was. */
const charsPerToken = 3;

/** Enough to end an answer with. */
const lastCallTokens = 2_000;

export interface AgentParts {
  model: Exclude<LanguageModel, string>;
  sandbox: Sandbox;
  review: Reviewer;
  limits?: AgentLimits;
}

/** What one answer is asked with, besides its conversation. */
export interface CallOptions {
  /** Hears what each call of the model used. */
  onUsage: (usage: LanguageModelV4Usage) => void;
  /** Ids that no new call may have, besides those that the model reads of. */
  callIds?: readonly string[];
}

export type Agent = ReturnType<typeof createAgent>;

/** The assistant: a model that may write programs, have them reviewed and run, and then answers. */
export function createAgent({ model, sandbox, review, limits = defaultAgentLimits }: AgentParts) {
  const instructions = readFileSync(new URL("./instructions.md", import.meta.url), "utf8");
  return new ToolLoopAgent({
    model,
    instructions,
    tools: { execute_code: createExecuteCode({ sandbox, review, limits }) },
    toolsContext: { execute_code: createTurn() },
    callOptionsSchema: z.custom<CallOptions>(),
    prepareCall: ({ options, ...call }) => {
      const turn = createTurn();
      const leftTokens = () => Math.max(lastCallTokens, limits.outputTokens - turn.outputTokens);
      const metered = meterCalls(
        distinguishCalls(model, options.callIds),
        leftTokens,
        (usage, writtenChars) => {
          // Some servers report nothing.
          turn.outputTokens += usage.outputTokens.total || Math.ceil(writtenChars / charsPerToken);
          options.onUsage(usage);
        },
      );
      return { ...call, model: metered, toolsContext: { execute_code: turn } };
    },
    telemetry: { functionId: "answer", recordInputs: false, recordOutputs: false },
    // In the order they were written, so that the reader can follow.
    toolCallConcurrency: 1,
    // The default writes them to the console, with the whole conversation; `streamAnswer` tells and reports them.
    onError: () => undefined,
    stopWhen: isStepCount(limits.steps),
    prepareStep: ({ stepNumber, toolsContext }) => {
      const why = tellEnd(stepNumber, toolsContext.execute_code, limits);
      return why === null ? {} : { activeTools: [], instructions: `${instructions}\n\n${why}` };
    },
  });
}

const createTurn = (): Turn => ({ refusedInARow: 0, runs: 0, outputTokens: 0 });

/** Why the next step has to be the last, as the model is told; null when it has not. */
function tellEnd(stepNumber: number, turn: Turn, limits: AgentLimits): string | null {
  if (stepNumber >= limits.steps - 1) return lastOne(`This is the last of ${limits.steps} steps`);
  if (turn.refusedInARow >= limits.refusals) return noMoreTool(limits.refusals);
  if (turn.runs >= limits.runs) return lastOne(`All ${limits.runs} programs of this answer were used`);
  if (turn.outputTokens >= limits.outputTokens - lastCallTokens)
    return lastOne("You have written as much as one answer may take");
  return null;
}

function lastOne(why: string): string {
  return (
    `${why}: no further program can run. Answer now, in short, with what the runs above have ` +
    "shown, say that the limit was reached, and say plainly what is still open."
  );
}

function noMoreTool(refusals: number): string {
  return (
    `The review let none of the last ${refusals} programs run, so no further one can run in this answer. Answer now: say ` +
    "what was refused and why, and what is still open."
  );
}
