import {
  createAgentUIStream,
  createUIMessageStream,
  InvalidToolInputError,
  NoSuchToolError,
  type UIMessageChunk,
} from "ai";
import type { Tokens } from "#lib/safety";
import type { Agent, AgentLimits } from "./agent.ts";
import { listCallIds, readableMessages } from "./conversation.ts";
import { describeFailure } from "./failure.ts";
import type { AnswerMetadata, ChatData, ChatMessage, FailureCause } from "./message.ts";
import { createRecord } from "./record.ts";

export interface AnswerRequest {
  agent: Agent;
  /** Under which the answer is kept. */
  answerId: string;
  /** The conversation so far; its last message is the question. */
  messages: ChatMessage[];
  /** The ids of those that came with an import nobody vouches for: the model reads them as a quotation. */
  unverified: readonly string[];
  /** Whose answer it is, as the reader is told. */
  model: { name: string; demo: boolean };
  /** The bounds the agent was made with, to say when one was reached. */
  limits: AgentLimits;
  /** What the model's calls cost, in US dollars; null where its price is unknown. */
  cost: (tokens: Tokens) => number | null;
  /** Ends the answer: model call, review and run. What exists is kept. */
  signal: AbortSignal;
  /** Says what went wrong between us and the provider; null when it was not the provider. */
  diagnose: (error: unknown) => FailureCause | null;
  /** Called with every error that is this server's own. */
  report: (error: unknown) => void;
}

export type AnswerChunk = UIMessageChunk<AnswerMetadata, ChatData>;

/** How long a provider may stay silent within an answer, in milliseconds. */
const silence = { firstChunkMs: 120_000, chunkMs: 120_000 };

/**
 * Answers a question as a stream of UI message chunks. It always ends with a `finish`, and the metadata says how the
 * answer ended; failures are told there, never as a broken stream.
 */
export function streamAnswer(request: AnswerRequest): ReadableStream<AnswerChunk> {
  return createUIMessageStream<ChatMessage>({
    async execute({ writer }) {
      for await (const chunk of narrate(request)) writer.write(chunk as Parameters<typeof writer.write>[0]);
    },
  }) as ReadableStream<AnswerChunk>;
}

async function* narrate(request: AnswerRequest): AsyncGenerator<AnswerChunk> {
  const record = createRecord(request);
  const failures = watchFailures(request);
  yield { type: "start", messageId: request.answerId, messageMetadata: record.read() };
  try {
    for await (const chunk of await openStream(request, failures.describe, record)) {
      switch (chunk.type) {
        case "start":
          break;
        case "error":
          record.fail(failures.last());
          break;
        case "abort":
          record.stop();
          break;
        case "finish":
          record.finish(chunk.finishReason);
          break;
        case "finish-step":
          // For what is kept of an answer that this process may not live to finish.
          yield { type: "message-metadata", messageMetadata: record.read() };
          yield chunk;
          break;
        case "file":
        case "reasoning-file":
        case "source-url":
        case "source-document":
        case "custom":
          // Nothing here shows them, and nothing reads them again.
          break;
        default:
          record.note(chunk);
          yield chunk;
      }
    }
  } catch (error) {
    failures.describe(error);
    record.breakOff(failures.last());
  }
  yield { type: "finish", messageMetadata: record.end() };
}

function openStream(
  { agent, messages, unverified, limits, signal }: AnswerRequest,
  onError: (error: unknown) => string,
  { addUsage, noteShortened }: ReturnType<typeof createRecord>,
) {
  const read = readableMessages(messages, unverified, limits);
  noteShortened(read.shortened);
  return createAgentUIStream({
    agent,
    uiMessages: read.messages,
    options: { onUsage: addUsage, callIds: listCallIds(messages) },
    abortSignal: signal,
    timeout: { ...silence, totalMs: limits.answerMs },
    sendReasoning: false,
    onError,
  }) as Promise<AsyncIterable<AnswerChunk>>;
}

/** Keeps the cause of the last error, and gives the words for it. */
function watchFailures({ diagnose, report }: AnswerRequest) {
  let cause: FailureCause = "internal";
  return {
    last: () => cause,
    describe(error: unknown): string {
      if (InvalidToolInputError.isInstance(error)) return "The model's call of the tool could not be read.";
      if (NoSuchToolError.isInstance(error)) return "There is no such tool.";
      cause = diagnose(error) ?? "internal";
      if (cause === "internal") report(error);
      return describeFailure(cause).message;
    },
  };
}
