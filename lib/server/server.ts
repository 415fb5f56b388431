import type { Access, Entered, Guesses, Left, TrustedProxy, Visitor } from "#lib/access";
import type { Execution } from "#lib/agent";
import type { Answerer, ChatStore, Conversations, Prototypes, Sharing } from "#lib/chats";
import type { Gate } from "#lib/gate";
import type { Health } from "#lib/health";
import type { OfferedModel } from "#lib/models";
import type { Policy } from "#lib/safety";
import type { Failure } from "./failures.ts";

/** Everything the routes and the page work with, built once for each process. */
export interface Server {
  chats: ChatStore;
  conversations: Conversations;
  /** Exports, imports and shared chats. */
  sharing: Sharing;
  /** HTML documents that programs made. */
  prototypes: Prototypes;
  access: Access;
  /** What is left of each limit that is set, for a visitor; of money only where a model costs some. */
  readLeft(visitor: Visitor): Promise<Left[]>;
  /**
   * Counts a request as one, or as so many, and takes one of the few places of whoever asks. `offered` is the model that it has
   * asked, null for none. `unpriced` names a model whose price is not known, so that no limit of money could hold.
   */
  enter(
    visitor: Visitor,
    request: { id: string; requests?: number | undefined },
    offered: OfferedModel | null,
  ): Promise<Entered | Unpriced>;
  /** What closes this deployment; null for an open one. */
  gate: Gate | null;
  guesses: Guesses;
  /** Who is believed about where requests come from. */
  trustedProxy: TrustedProxy;
  /** What may be asked now, the default first. */
  offer(): Promise<OfferedModel[]>;
  /** Who reviews a model's programs, as the page names it. */
  nameReviewer(offered: OfferedModel): string;
  /** What reviewing models are told. */
  policy: Policy;
  /** Answers with one of the offered models, at the cost of an owner. */
  answerWith(offered: OfferedModel, owner: string): Answerer;
  /** Has a run's program reviewed once more, by whoever reviews that model's programs; null when nobody reviewed it before. */
  reviewAgain(
    run: Execution,
    offered: OfferedModel,
    owner: string,
    signal: AbortSignal,
  ): Promise<Execution | null>;
  /**
   * Prepares a program that was made from a run's, has it reviewed by whoever reviews that model's programs, and runs it: the
   * stages, the last of which is final.
   */
  execute(
    code: string,
    changed: Execution,
    offered: OfferedModel,
    owner: string,
    signal: AbortSignal,
  ): AsyncIterable<Execution>;
  /** Has what is told of the calls of models delivered, where anybody is told of them. Never rejects. */
  deliverSpans(): Promise<void>;
  /** Questions to begin with; the demo can answer each of them. */
  starters: string[];
  /** The longest question, in characters. */
  maxQuestionChars: number;
  explainFailure(error: unknown): Failure;
  readHealth(): Promise<Health>;
}

export interface Unpriced {
  ok: false;
  unpriced: string;
}
