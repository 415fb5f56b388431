import type { ChatMessage, Execution } from "#lib/agent";
import type { SharedChat } from "../chat-store.ts";
import type { Review } from "./run-words.ts";

type Part = ChatMessage["parts"][number];

/**
 * What readers of a shared chat get: what is drawn of it, without what it cost, what only its provider knows, and why an
 * answer failed, which is told to its owner.
 */
export function publish({ title, createdAt, updatedAt, messages, unverified }: SharedChat): SharedChat {
  return { title, createdAt, updatedAt, unverified, messages: messages.map(publishMessage) };
}

function publishMessage({ id, role, metadata, parts }: ChatMessage): ChatMessage {
  return {
    id,
    role,
    parts: parts.flatMap(publishPart),
    ...(metadata && { metadata: { ...metadata, failure: null, tokens: null, costUsd: null } }),
  };
}

function publishPart(part: Part): Part[] {
  switch (part.type) {
    case "text":
      return [{ type: "text", text: part.text }];
    case "step-start":
      return [{ type: "step-start" }];
    case "tool-execute_code": {
      const { type, toolCallId } = part;
      if (part.state === "output-available") {
        const { state, input, output } = part;
        return [{ type, toolCallId, state, input, output: publishExecution(output) }];
      }
      if (part.state === "output-error") {
        const { state, input, errorText } = part;
        return [{ type, toolCallId, state, input, errorText }];
      }
      return [{ type, toolCallId, state: "input-streaming", input: part.input }];
    }
    case "dynamic-tool": {
      const { type, toolCallId, toolName } = part;
      return [{ type, toolCallId, toolName, state: "input-streaming", input: undefined }];
    }
    default:
      return [];
  }
}

function publishExecution(run: Execution): Execution {
  switch (run.status) {
    case "reviewing":
    case "withheld":
      return run;
    case "running":
      return { ...run, review: hideCost(run.review) };
    case "refused":
      return { ...run, review: hideCost(run.review), laterReviews: run.laterReviews.map(hideCost) };
    case "finished":
      if (run.review === null) return run;
      return { ...run, review: hideCost(run.review), laterReviews: run.laterReviews.map(hideCost) };
  }
}

function hideCost(review: Review): Review {
  const others = review.others.map((opinion) => ({ ...opinion, tokens: null, costUsd: null }));
  return { ...review, tokens: null, costUsd: null, others };
}
