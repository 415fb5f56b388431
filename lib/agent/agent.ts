import { readFileSync } from "node:fs";
import { isStepCount, type LanguageModel, ToolLoopAgent } from "ai";
import type { Reviewer } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import { createExecuteCode } from "./execute-code.ts";

/** Bounds of one answer. */
export interface AgentLimits {
  /** Model calls of one answer; the last one must answer with what there is. */
  steps: number;
}

export const defaultAgentLimits: AgentLimits = { steps: 8 };

export interface AgentParts {
  model: Exclude<LanguageModel, string>;
  sandbox: Sandbox;
  review: Reviewer;
  limits?: AgentLimits;
}

export type Agent = ReturnType<typeof createAgent>;

/** The assistant: a model that may write programs, have them reviewed and run, and then answers. */
export function createAgent({ model, sandbox, review, limits = defaultAgentLimits }: AgentParts) {
  const instructions = readFileSync(new URL("./instructions.md", import.meta.url), "utf8");
  return new ToolLoopAgent({
    model,
    instructions,
    tools: { execute_code: createExecuteCode({ sandbox, review }) },
    // In the order they were written, so that the reader can follow.
    toolCallConcurrency: 1,
    // The default writes them to the console, with the whole conversation; `streamAnswer` tells and reports them.
    onError: () => undefined,
    stopWhen: isStepCount(limits.steps),
    prepareStep: ({ stepNumber }) =>
      stepNumber < limits.steps - 1
        ? {}
        : { activeTools: [], instructions: `${instructions}\n\n${lastStep(limits.steps)}` },
  });
}

function lastStep(steps: number): string {
  return (
    `This is the last of ${steps} steps: no further program can run. Answer now with what the runs above have ` +
    "shown, say that the limit was reached, and say plainly what is still open."
  );
}
