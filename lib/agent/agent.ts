import { readFileSync } from "node:fs";
import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import { isStepCount, type LanguageModel, ToolLoopAgent } from "ai";
import { z } from "zod";
import type { Reviewer } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import { distinguishCalls } from "./distinct-calls.ts";
import { createExecuteCode, type Turn } from "./execute-code.ts";
import { meterCalls } from "./meter.ts";

/** Bounds of one answer. */
export interface AgentLimits {
  /** Model calls of one answer; the last one must answer with what there is. */
  steps: number;
  /** Programs the review may refuse in a row before the answer has to do without the tool. */
  refusals: number;
}

export const defaultAgentLimits: AgentLimits = { steps: 8, refusals: 3 };

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
    tools: { execute_code: createExecuteCode({ sandbox, review, refusals: limits.refusals }) },
    toolsContext: { execute_code: createTurn() },
    callOptionsSchema: z.custom<CallOptions>(),
    prepareCall: ({ options, ...call }) => ({
      ...call,
      model: meterCalls(distinguishCalls(model, options.callIds), options.onUsage),
      toolsContext: { execute_code: createTurn() },
    }),
    telemetry: { functionId: "answer", recordInputs: false, recordOutputs: false },
    // In the order they were written, so that the reader can follow.
    toolCallConcurrency: 1,
    // The default writes them to the console, with the whole conversation; `streamAnswer` tells and reports them.
    onError: () => undefined,
    stopWhen: isStepCount(limits.steps),
    prepareStep: ({ stepNumber, toolsContext }) => {
      const answerNow = (why: string) => ({ activeTools: [], instructions: `${instructions}\n\n${why}` });
      if (stepNumber >= limits.steps - 1) return answerNow(lastStep(limits.steps));
      return toolsContext.execute_code.refusedInARow >= limits.refusals
        ? answerNow(noMoreTool(limits.refusals))
        : {};
    },
  });
}

const createTurn = (): Turn => ({ refusedInARow: 0 });

function lastStep(steps: number): string {
  return (
    `This is the last of ${steps} steps: no further program can run. Answer now with what the runs above have ` +
    "shown, say that the limit was reached, and say plainly what is still open."
  );
}

function noMoreTool(refusals: number): string {
  return (
    `The review let none of the last ${refusals} programs run, so no further one can run in this answer. Answer now: say ` +
    "what was refused and why, and what is still open."
  );
}
