import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
  SharedV4ProviderMetadata,
} from "@ai-sdk/provider";
import { MockLanguageModelV4 } from "ai/test";
import type { ExecuteCodeInput } from "#lib/agent";

/** What the fake model does when it is asked. */
export type Turn = {
  /** What the provider says that the call used; one token in and one out by default. */
  usage?: LanguageModelV4Usage;
} & Deed;

type Deed =
  | { say: string; finish?: LanguageModelV4FinishReason["unified"]; metadata?: SharedV4ProviderMetadata }
  /** Calls the tool, with an input that may be nothing the tool can read. */
  | { call: ExecuteCodeInput | string; metadata?: SharedV4ProviderMetadata }
  /** Calls the tool several times in one step. */
  | { calls: (ExecuteCodeInput & { id?: string })[] }
  /** Answers with parts as a provider writes them. */
  | { parts: LanguageModelV4StreamPart[] }
  /** Fails before the stream begins. */
  | { refuse: unknown }
  /** Fails within the stream. */
  | { failAfter: string; error: unknown }
  /** Begins to speak and never ends, unless it is stopped. */
  | { hangAfter: string; onHang: () => void };

/** Usage as a provider reports it; what is not given it does not say. */
export function used(tokens: Partial<Record<"input" | "cacheRead" | "cacheWrite" | "output", number>>) {
  const { input, cacheRead, cacheWrite, output } = tokens;
  return {
    inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite },
    outputTokens: { total: output, text: undefined, reasoning: undefined },
  } satisfies LanguageModelV4Usage;
}

/** A model that takes its turns in order. What it was asked stands in `doStreamCalls`. */
export function createFakeModel(turns: Turn[], onAsked = () => {}): MockLanguageModelV4 {
  let asked = 0;
  return new MockLanguageModelV4({
    modelId: "fake-model",
    doStream: async (options) => {
      onAsked();
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
  const usage = turn.usage ?? used({ input: 1, output: 1 });
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
  } else if ("parts" in turn) {
    yield* turn.parts;
    yield { type: "finish", finishReason: { unified: "stop", raw: undefined }, usage };
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

/** What the model was shown, without the instructions: one line for each part. */
export function readPrompt({ prompt }: LanguageModelV4CallOptions): string[] {
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
