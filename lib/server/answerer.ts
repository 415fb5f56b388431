import { type AgentLimits, beginMetadata, createAgent, createTitler, streamAnswer } from "#lib/agent";
import type { Answerer } from "#lib/chats";
import { log } from "#lib/log";
import { computeCost, type OfferedModel } from "#lib/models";
import type { Reviewer } from "#lib/safety";
import type { Sandbox } from "#lib/sandbox";
import { diagnoseAloud, report } from "./failures.ts";

interface AnswererParts {
  offered: OfferedModel;
  /** The offered one, or the same at somebody's cost. */
  model: OfferedModel["model"];
  sandbox: Sandbox;
  review: Reviewer;
  limits: AgentLimits;
}

/** Answers with an offered model. */
export function createAnswerer({ offered, model, sandbox, review, limits }: AnswererParts): Answerer {
  const { name, demo, price } = offered;
  const agent = createAgent({ model, sandbox, review, limits });
  const title = createTitler({ model, demo, report: (error) => log("warn", "title-failed", {}, error) });
  return {
    metadata: beginMetadata({ name, demo }),
    answer: ({ answerId, messages, unverified }, signal) =>
      streamAnswer({
        agent,
        answerId,
        messages,
        unverified,
        model: { name, demo },
        limits,
        cost: (tokens) => computeCost(price, tokens),
        signal,
        diagnose: diagnoseAloud("answer"),
        report: (error) => report("answer-failed", error),
      }),
    entitle: (messages) => title(messages, new AbortController().signal),
  };
}
