import { readdirSync } from "node:fs";
import { expect } from "vitest";
import { createAgent, type Execution } from "#lib/agent";
import type { RunResult, Sandbox } from "#lib/sandbox";
import { attackThrough } from "../sandbox/attacks/attack.ts";
import { createFakeModel } from "./fake-model.ts";
import { reviews } from "./fakes.ts";

/**
 * Every attack of the sandbox's set once more, on the way that a model's program takes, past a reviewer that calls
 * everything safe: the sandbox has to hold alone.
 */
async function passBlindReview(code: string, sandbox: Sandbox): Promise<RunResult> {
  const agent = createAgent({
    model: createFakeModel([{ call: { title: "Attack", code } }, { say: "Done." }]),
    sandbox,
    review: async ({ sha256 }) => ({ ...reviews.safe, codeSha256: sha256 }),
  });
  const steps = await (await agent.stream({ prompt: "Attack.", options: { onUsage: () => undefined } }))
    .steps;
  const execution = steps[0]?.toolResults[0]?.output as Execution;
  expect(execution.status).toBe("finished");
  return (execution as Extract<Execution, { status: "finished" }>).result;
}

attackThrough(passBlindReview);

const attacks = new URL("../sandbox/attacks/", import.meta.url);
for (const file of readdirSync(attacks))
  if (file.endsWith(".test.ts")) await import(new URL(file, attacks).href);
