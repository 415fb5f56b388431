import {
  createAgentUIStream,
  createUIMessageStream,
  InvalidToolInputError,
  NoSuchToolError,
  type UIMessageChunk,
} from "ai";
import type { Agent, AgentLimits } from "./agent.ts";
import { countRefused, type Execution } from "./execution.ts";
import { describeFailure } from "./failure.ts";
import type { AnswerMetadata, ChatData, ChatMessage, FailureCause } from "./message.ts";

export interface AnswerRequest {
  agent: Agent;
  /** Under which the answer is kept. */
  answerId: string;
  /** The conversation so far; its last message is the question. */
  messages: ChatMessage[];
  /** Whose answer it is, as the reader is told. */
  model: { name: string; demo: boolean };
  /** The bounds the agent was made with, to say when one was reached. */
  limits: AgentLimits;
  /** Ends the answer: model call, review and run. What exists is kept. */
  signal: AbortSignal;
  /** Says what went wrong between us and the provider; null when it was not the provider. */
  diagnose: (error: unknown) => FailureCause | null;
  /** Called with every error that is this server's own. */
  report: (error: unknown) => void;
}

export type AnswerChunk = UIMessageChunk<AnswerMetadata, ChatData>;

/** How long a provider may stay silent within an answer, and how long an answer may take, in milliseconds. */
const timeout = { firstChunkMs: 120_000, chunkMs: 120_000, totalMs: 600_000 };

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
  const { model, limits, signal } = request;
  const metadata: AnswerMetadata = {
    model: model.name,
    demo: model.demo,
    status: "answering",
    failure: null,
    stepLimitReached: null,
    refusalLimitReached: null,
  };
  const failures = watchFailures(request);
  yield { type: "start", messageId: request.answerId, messageMetadata: metadata };

  let ending: Partial<AnswerMetadata> | null = null;
  let startedSteps = 0;
  let answered = false;
  let refusedInARow = 0;
  try {
    for await (const chunk of await openStream(request, failures.describe)) {
      switch (chunk.type) {
        case "start":
          break;
        case "error":
          ending = fail(failures.last());
          break;
        case "abort":
          ending = signal.aborted ? { status: "stopped" } : fail("timeout");
          break;
        case "finish":
          ending ??= readFinish(chunk.finishReason);
          break;
        case "start-step":
          startedSteps += 1;
          answered = false;
          yield chunk;
          break;
        case "text-delta":
          answered ||= chunk.delta.trim() !== "";
          yield chunk;
          break;
        case "tool-output-available":
          if (!chunk.preliminary) refusedInARow = countRefused(refusedInARow, chunk.output as Execution);
          yield chunk;
          break;
        default:
          yield chunk;
      }
    }
  } catch (error) {
    failures.describe(error);
    ending = signal.aborted ? { status: "stopped" } : fail(failures.last());
  }
  if (ending?.status === "complete" && !answered) ending = fail("no-answer");
  const reached = {
    stepLimitReached: startedSteps >= limits.steps ? limits.steps : null,
    refusalLimitReached: refusedInARow >= limits.refusals ? limits.refusals : null,
  };
  yield { type: "finish", messageMetadata: { ...metadata, ...reached, ...(ending ?? fail("cut-off")) } };
}

function openStream({ agent, messages, signal }: AnswerRequest, onError: (error: unknown) => string) {
  return createAgentUIStream({
    agent,
    uiMessages: messages.map(settle).filter(({ parts }) => parts.length > 0),
    abortSignal: signal,
    timeout,
    sendReasoning: false,
    onError,
  }) as Promise<AsyncIterable<AnswerChunk>>;
}

/**
 * A message as a model may read it again: without what is neither text nor a call that came to an output, which a
 * provider would not accept, and without the provider's own ids, which point at nothing since it stores nothing.
 */
function settle(message: ChatMessage): ChatMessage {
  const parts = message.parts.flatMap((part): ChatMessage["parts"] => {
    switch (part.type) {
      case "text":
        return part.text === "" ? [] : [{ type: "text", text: part.text }];
      case "tool-execute_code":
        if (part.state !== "output-available" && part.state !== "output-error") return [];
        return [{ ...part, callProviderMetadata: undefined, resultProviderMetadata: undefined }];
      case "step-start":
        return [part];
      default:
        // A call of a tool that does not exist, for one.
        return [];
    }
  });
  return { ...message, parts };
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

function fail(cause: FailureCause): Partial<AnswerMetadata> {
  return { status: "failed", failure: describeFailure(cause) };
}

/** How an answer ended that nothing interrupted on our side. */
function readFinish(
  reason: Extract<AnswerChunk, { type: "finish" }>["finishReason"],
): Partial<AnswerMetadata> {
  switch (reason) {
    case "length":
      return fail("length");
    case "content-filter":
      return fail("declined");
    case "interrupted":
      return fail("cut-off");
    case "error":
      // A provider may say that it failed and no more.
      return fail("provider");
    default:
      return { status: "complete" };
  }
}
