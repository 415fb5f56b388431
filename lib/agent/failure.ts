import type { Failure, FailureCause } from "./message.ts";

/** What an answer says when it ends early: whose fault it was, what survives, what to do. */
export function describeFailure(cause: FailureCause): Failure {
  return { cause, message: messages[cause] };
}

const messages: Record<FailureCause, string> = {
  "rejected-key":
    "The model's provider rejected this server's key. Your question is kept; its owner must set a valid key (OPENAI_API_KEY) before it can be answered.",
  "rate-limited":
    "The model's provider allows no more calls for now: too many requests, or no credit left. What stands above is kept. Ask again in a minute.",
  "no-such-model":
    "The model's provider does not know this model. Your question is kept; the owner of this server must name another (MODEL), or, where the server has no Responses API, set OPENAI_API=chat.",
  unreachable:
    "The model's provider could not be reached from this server. What stands above is kept. Ask again in a moment.",
  "cut-off":
    "The model's provider hung up in the middle of the answer. What stands above is kept. Ask again.",
  timeout: "The model's provider took too long. What stands above is kept. Ask again.",
  "rejected-request":
    "The model's provider did not accept the request. The conversation may be too long for this model; a new one may help.",
  provider: "The model's provider failed. What stands above is kept. Ask again in a moment.",
  budget:
    "The money that may be spent here is used up for now, so the model was not asked any further. What stands above is kept. What is left, and when there is more, stands below the question you write.",
  uncounted:
    "Whether money is left for the model could not be looked up, so it was not asked any further. What stands above is kept. Ask again in a moment.",
  length: "The answer reached the model's limit of length and ends here. Ask it to go on, or for less.",
  "no-answer": "The model ended without an answer. What its programs showed stands above. Ask again.",
  declined: "The model's provider ended the answer because of its content rules. What stands above is kept.",
  interrupted:
    "The server ended, or lost its database, while this answer was being written. What had arrived by then is kept. Ask it to go on, or ask again.",
  internal:
    "This server failed while answering. What stands above is kept; the server's log says more. Ask again.",
};
