import type { AnswerMetadata, ChatMessage, Execution } from "#lib/agent";
import type { SharedChat } from "../chat-store.ts";
import type { Review } from "./run-words.ts";

type Part = ChatMessage["parts"][number];

/** For readers in place of why a call failed, which may name what the server is set to. */
const failedCall = "This program did not come to its end.";

/** And of why a review did. */
const failedReview = { reason: "The review came to no verdict.", cause: "internal" } as const;

/**
 * What readers of a shared chat get: what is drawn of it, without what it cost, what only its provider knows, and why an
 * answer, a call or a review failed, which is told to its owner.
 */
export function publish({ title, createdAt, updatedAt, messages, unverified }: SharedChat): SharedChat {
  return { title, createdAt, updatedAt, unverified, messages: messages.map(publishMessage) };
}

function publishMessage({ id, role, metadata, parts }: ChatMessage): ChatMessage {
  return {
    id,
    role,
    parts: parts.flatMap(publishPart),
    ...(metadata && { metadata: publishMetadata(metadata) }),
  };
}

function publishMetadata({ course, ...metadata }: AnswerMetadata): AnswerMetadata {
  return {
    ...metadata,
    failure: null,
    tokens: null,
    costUsd: null,
    ...(course && { course: { steps: [], runs: course.runs } }),
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
        const { state, input } = part;
        return [{ type, toolCallId, state, input, errorText: failedCall }];
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
      return { ...run, review: publishReview(run.review) };
    case "refused":
      return { ...run, review: publishReview(run.review), laterReviews: run.laterReviews.map(publishReview) };
    case "finished":
      if (run.review === null) return run;
      return { ...run, review: publishReview(run.review), laterReviews: run.laterReviews.map(publishReview) };
  }
}

function publishReview(review: Review): Review {
  return { ...publishOpinion(review), others: review.others.map(publishOpinion) };
}

function publishOpinion<O extends Review["others"][number]>(opinion: O): O {
  const failure = opinion.verdict === "unavailable" ? failedReview : {};
  return { ...opinion, ...failure, tokens: null, costUsd: null };
}
