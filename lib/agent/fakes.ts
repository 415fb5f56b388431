import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  SharedV4ProviderMetadata,
} from "@ai-sdk/provider";
import { readUIMessageStream, simulateReadableStream } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import {
  type AnswerChunk,
  type ChatMessage,
  createAgent,
  type ExecuteCodeInput,
  type FailureCause,
  streamAnswer,
} from "#lib/agent";
import type { Review, Reviewer } from "#lib/safety";
import type { Completed, Program, Sandbox } from "#lib/sandbox";

/** Parts and a stage for the tests of this module: a model, a reviewer and a sandbox that do as they are told. */

/** What the fake model does when it is asked. */
export type Turn =
  | { say: string; finish?: LanguageModelV4FinishReason["unified"]; metadata?: SharedV4ProviderMetadata }
  /** Calls the tool, with an input that may be nothing the tool can read. */
  | { call: ExecuteCodeInput | string; metadata?: SharedV4ProviderMetadata }
  /** Calls the tool several times in one step. */
  | { calls: (ExecuteCodeInput & { id?: string })[] }
  /** Fails before the stream begins. */
  | { refuse: unknown }
  /** Fails within the stream. */
  | { failAfter: string; error: unknown }
  /** Begins to speak and never ends, unless it is stopped. */
  | { hangAfter: string; onHang: () => void };

const usage = {
  inputTokens: { total: 1, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 1, text: undefined, reasoning: undefined },
};

/** A model that takes its turns in order. What it was asked stands in `doStreamCalls`. */
export function createFakeModel(turns: Turn[]): MockLanguageModelV4 {
  let asked = 0;
  return new MockLanguageModelV4({
    modelId: "fake-model",
    doStream: async (options) => {
      const turn = turns[asked++];
      if (!turn) throw new Error(`The fake model was asked ${asked} times and has ${turns.length} turns.`);
      if ("refuse" in turn) throw turn.refuse;
      return { stream: stream(turn, asked, options) };
    },
  });
}

function stream(
  turn: Exclude<Turn, { refuse: unknown }>,
  count: number,
  options: LanguageModelV4CallOptions,
) {
  return new ReadableStream<LanguageModelV4StreamPart>({
    start(controller) {
      for (const part of write(turn, `call-${count}`)) controller.enqueue(part);
      if (!("hangAfter" in turn)) return controller.close();
      options.abortSignal?.addEventListener("abort", () => controller.error(options.abortSignal?.reason));
      turn.onHang();
    },
  });
}

function* write(
  turn: Exclude<Turn, { refuse: unknown }>,
  toolCallId: string,
): Generator<LanguageModelV4StreamPart> {
  yield { type: "stream-start", warnings: [] };
  if ("say" in turn) {
    yield* speak(turn.say, turn.metadata);
    yield { type: "finish", finishReason: { unified: turn.finish ?? "stop", raw: undefined }, usage };
  } else if ("call" in turn) {
    const input = typeof turn.call === "string" ? turn.call : JSON.stringify(turn.call);
    const toolName = "execute_code";
    yield {
      type: "tool-call",
      toolCallId,
      toolName,
      input,
      ...(turn.metadata ? { providerMetadata: turn.metadata } : {}),
    };
    yield { type: "finish", finishReason: { unified: "tool-calls", raw: undefined }, usage };
  } else if ("calls" in turn) {
    for (const [index, { id, ...input }] of turn.calls.entries()) {
      const call = { toolCallId: id ?? `${toolCallId}-${index}`, toolName: "execute_code" };
      yield { type: "tool-input-start", id: call.toolCallId, toolName: call.toolName };
      yield { type: "tool-input-delta", id: call.toolCallId, delta: JSON.stringify(input) };
      yield { type: "tool-input-end", id: call.toolCallId };
      yield { type: "tool-call", ...call, input: JSON.stringify(input) };
    }
    yield { type: "finish", finishReason: { unified: "tool-calls", raw: undefined }, usage };
  } else if ("failAfter" in turn) {
    yield* speak(turn.failAfter);
    yield { type: "error", error: turn.error };
    yield { type: "finish", finishReason: { unified: "error", raw: undefined }, usage };
  } else {
    yield* speak(turn.hangAfter);
  }
}

function* speak(delta: string, metadata?: SharedV4ProviderMetadata): Generator<LanguageModelV4StreamPart> {
  const id = "text";
  yield { type: "text-start", id, ...(metadata ? { providerMetadata: metadata } : {}) };
  yield { type: "text-delta", id, delta };
  yield { type: "text-end", id };
}

export const cost = { wallMs: 3, peakMemoryBytes: 65_536 };

export const completed: Completed = { status: "completed", value: 42, output: [], cost };

const record = {
  facts: null,
  model: "fake-reviewer",
  policyVersion: null,
  shown: null,
  codeSha256: "c0de",
  at: 0,
  ms: 1,
  tokens: null,
  costUsd: null,
  remembered: false,
  opinion: "first",
  others: [],
  totalMs: 1,
} satisfies Partial<Review>;

export const reviews = {
  safe: { ...record, verdict: "safe", category: "none", cause: null, reason: "Fine.", effects: "Computes." },
  unsafe: {
    ...record,
    verdict: "unsafe",
    category: "host_access",
    cause: null,
    reason: "It reads files.",
    effects: "Reads files.",
  },
  unavailable: {
    ...record,
    verdict: "unavailable",
    category: null,
    cause: "timeout",
    reason: "The reviewer did not answer in time.",
    effects: null,
  },
} satisfies Record<string, Review>;

/** An error that the fake provider is to blame for. */
export class ProviderTrouble extends Error {
  readonly fault: FailureCause;

  constructor(fault: FailureCause) {
    super(`provider: ${fault}`);
    this.fault = fault;
  }
}

export interface Stage {
  turns: Turn[];
  review?: Reviewer;
  run?: Sandbox["run"];
  prepare?: Sandbox["prepare"];
  steps?: number;
  refusals?: number;
}

/** An agent among fakes, a journal of what was called in which order, and the errors it reported. */
export function setStage({ turns, review, run, prepare, steps = 4, refusals = 3 }: Stage) {
  const limits = { steps, refusals };
  const journal: string[] = [];
  const reports: unknown[] = [];
  const model = createFakeModel(turns);
  const sandbox: Sandbox = {
    limits: {
      timeMs: 10_000,
      memoryBytes: 64 * 2 ** 20,
      outputBytes: 256 * 1024,
      valueBytes: 2 ** 20,
      programBytes: 65_536,
      queue: 32,
      workers: 1,
    },
    async prepare(code) {
      journal.push(`prepare ${code}`);
      return prepare ? prepare(code) : { ok: true, program: prepared(code) };
    },
    async run(program, options) {
      journal.push(`run ${program.code}`);
      if (options?.sha256 !== program.sha256) throw new TypeError("another program");
      if (run) return run(program, options);
      options?.onStart?.();
      return completed;
    },
    async close() {},
  };
  const agent = createAgent({
    model,
    sandbox,
    limits,
    async review(program, options) {
      journal.push(`review ${program.code}`);
      return review ? review(program, options) : reviews.safe;
    },
  });

  /** Asks, and reads the answer to its end. */
  async function ask(messages: ChatMessage[] = [question("How many?")], signal?: AbortSignal) {
    const chunks: AnswerChunk[] = [];
    const answer = streamAnswer({
      agent,
      answerId: "answer-1",
      messages,
      model: { name: "fake-model", demo: false },
      limits,
      signal: signal ?? new AbortController().signal,
      diagnose: (error) => (error instanceof ProviderTrouble ? error.fault : null),
      report: (error) => reports.push(error),
    });
    for await (const chunk of answer) chunks.push(chunk);
    return { chunks, message: await assemble(chunks) };
  }

  return { ask, journal, reports, model, prompts: () => model.doStreamCalls.map(readPrompt) };
}

/** What `prepare` makes of a program here: the marks show which form of it goes on. */
export function prepared(written: string): Program {
  return { written, code: `«${written}»`, sha256: "c0de" };
}

export function question(text: string, id = "question-1"): ChatMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

/** The message that a page would show in the end. */
async function assemble(chunks: AnswerChunk[]): Promise<ChatMessage> {
  let last: ChatMessage | undefined;
  const stream = simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null });
  for await (const message of readUIMessageStream<ChatMessage>({ stream })) last = message;
  if (!last) throw new Error("There was no answer.");
  return last;
}

/** What the model was shown, without the instructions: one line for each part. */
function readPrompt({ prompt }: LanguageModelV4CallOptions): string[] {
  return prompt.flatMap(({ role, content }) => {
    if (typeof content === "string") return [];
    return content.map((part) => {
      switch (part.type) {
        case "text":
          return `${role}: ${part.text}`;
        case "tool-call":
          return `call: ${typeof part.input === "string" ? part.input : JSON.stringify(part.input)}`;
        case "tool-result":
          return `${part.output.type}: ${"value" in part.output ? part.output.value : ""}`;
        default:
          return `${role}: ${part.type}`;
      }
    });
  });
}
