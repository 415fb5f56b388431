import type { UIMessage } from "ai";
import type { Tokens } from "#lib/safety";
import type { ExecuteCodeInput, Execution } from "./execution.ts";
import type { Shortened } from "./shortened.ts";

/**
 * One message of a conversation, as it streams, as the page draws it and as it is kept. A run in a question is one that its author
 * changed and ran, for the answer to go on from.
 */
export type ChatMessage = UIMessage<AnswerMetadata, ChatData, ChatTools>;

/** What a stream tells besides the message; none of it is kept. */
export type ChatData = {
  /** Whether all that has come of the answer could be kept so far. Said when that changes. */
  saving: { saved: boolean };
};

export type ChatTools = { execute_code: { input: ExecuteCodeInput; output: Execution } };

/** What is known of an answer besides its parts. Questions have none. */
export interface AnswerMetadata {
  /** The model that answers, as its provider names it. */
  model: string;
  /** True when the answer was written in advance: the model is the demo. */
  demo: boolean;
  status: "answering" | "complete" | "stopped" | "failed";
  /** Why it failed; null unless it did. */
  failure: Failure | null;
  /** The number of steps after which the model had to answer with what it had; null when it finished by itself. */
  stepLimitReached: number | null;
  /** The number of refusals in a row after which it had to answer without another program; null when there were fewer. */
  refusalLimitReached: number | null;
  /** The number of programs after which no further one was looked at; absent when there were fewer. */
  runLimitReached?: number;
  /** What of the conversation the model was not given, for its length; absent when it had all of it. */
  shortened?: Shortened;
  /**
   * What the model's calls used, added up, as far as its provider reported it: a call that was stopped or broke off often
   * goes unreported. Null when nothing was. Reviews are not in it, and not in the cost: each carries its own.
   */
  tokens: Tokens | null;
  /** What these tokens cost, in US dollars; null where they, or the model's price, are unknown. */
  costUsd: number | null;
  /** When the server began to answer, in milliseconds since the epoch. */
  startedAt: number;
  /** From then to the first word or program, in milliseconds; null before. */
  firstMs: number | null;
  /** From then to the end, reviews and runs included, in milliseconds; null while answering. */
  totalMs: number | null;
  /** How it went, step by step; absent in answers that were kept before this was measured. */
  course?: Course;
}

/** What was measured of an answer's steps and runs. */
export interface Course {
  /** What each call of the model used, in order, as far as its provider reported it. */
  steps: StepUse[];
  runs: RunTimes[];
}

export interface StepUse {
  tokens: Tokens | null;
  /** In US dollars; null where the tokens, or the model's price, are unknown. */
  costUsd: number | null;
}

/** When things were done for one run. Null for what did not happen, did not end, or was not seen. */
export interface RunTimes {
  toolCallId: string;
  /** Which step wrote it, counted from 0; the one after it read what came of it. */
  step: number;
  /** From the first piece of the call until it was complete. */
  writing: Span | null;
  reviewing: Span | null;
  /** For a free worker. */
  waiting: Span | null;
  running: Span | null;
  /** From the last result of its step to the first piece of the next one. */
  reading: Span | null;
}

/** In milliseconds since the server began to answer. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Why an answer ended early, in words for the reader: whose fault, what survives, what to do. */
export interface Failure {
  cause: FailureCause;
  message: string;
}

export type FailureCause =
  | "rejected-key"
  | "rate-limited"
  | "no-such-model"
  | "unreachable"
  | "cut-off"
  | "timeout"
  | "rejected-request"
  | "provider"
  /** There was no money left for another call of the model. */
  | "budget"
  /** Whether there was could not be looked up. */
  | "uncounted"
  /** The model reached its own limit of length. */
  | "length"
  /** The model ended without a word for the reader. */
  | "no-answer"
  /** The provider's filter ended the answer. */
  | "declined"
  /** The server ended, or had no database for too long, while the answer was being written. */
  | "interrupted"
  | "internal";
