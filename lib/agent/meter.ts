import type { LanguageModelV4Usage } from "@ai-sdk/provider";
import { type LanguageModel, wrapLanguageModel } from "ai";
import type { Tokens } from "#lib/safety";
import type { AnswerMetadata, StepUse } from "./message.ts";

export type Measured = Pick<AnswerMetadata, "tokens" | "costUsd" | "startedAt" | "firstMs" | "totalMs">;

/** Measures one answer. Its time begins now. */
export interface Meter {
  /** Counts a call of the model. */
  addUsage(usage: LanguageModelV4Usage): void;
  /** Notes that there is something to see; only the first time counts. */
  noteFirst(): void;
  /** What the calls that were counted used, one by one. */
  listSteps(): StepUse[];
  /** Since the answer began, in whole milliseconds. */
  elapsedMs(): number;
  /** What is known so far, of an answer that goes on, or has `ended` now. */
  read(ended: boolean): Measured;
}

export function createMeter(cost: (tokens: Tokens) => number | null): Meter {
  const startedAt = Date.now();
  const start = performance.now();
  const elapsedMs = () => Math.round(performance.now() - start);
  let tokens: Tokens | null = null;
  let firstMs: number | null = null;
  const steps: StepUse[] = [];
  return {
    addUsage(usage) {
      const own = addTokens(null, usage);
      steps.push({ tokens: own, costUsd: own && cost(own) });
      tokens = addTokens(tokens, usage);
    },
    listSteps: () => [...steps],
    elapsedMs,
    noteFirst() {
      firstMs ??= elapsedMs();
    },
    read: (ended) => ({
      tokens,
      costUsd: tokens && cost(tokens),
      startedAt,
      firstMs,
      totalMs: ended ? elapsedMs() : null,
    }),
  };
}

/** Null while nothing is known. */
function addTokens(
  tokens: Tokens | null,
  { inputTokens, outputTokens }: LanguageModelV4Usage,
): Tokens | null {
  const sum: Tokens = {
    input: add(tokens?.input, inputTokens.total),
    cacheRead: add(tokens?.cacheRead, inputTokens.cacheRead),
    cacheWrite: add(tokens?.cacheWrite, inputTokens.cacheWrite),
    output: add(tokens?.output, outputTokens.total),
  };
  return Object.values(sum).some((count) => count !== null) ? sum : null;
}

/** What one call does not say counts for nothing, unless none says it. */
function add(sum: number | null | undefined, count: number | undefined): number | null {
  return typeof count === "number" ? (sum ?? 0) + count : (sum ?? null);
}

/**
 * The same model, which tells what each of its calls used, and how many characters it wrote for the reader and the tool: also one
 * whose answer is stopped later, while a program runs. `leftTokens` is asked before each call how much it may write.
 */
export function meterCalls(
  model: Exclude<LanguageModel, string>,
  leftTokens: () => number,
  onUsage: (usage: LanguageModelV4Usage, writtenChars: number) => void,
) {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      transformParams: async ({ params }) => ({ ...params, maxOutputTokens: leftTokens() }),
      async wrapStream({ doStream }) {
        const { stream, ...rest } = await doStream();
        let writtenChars = 0;
        return {
          ...rest,
          stream: stream.pipeThrough(
            new TransformStream({
              transform(part, controller) {
                if ("delta" in part) writtenChars += part.delta.length;
                if (part.type === "finish") onUsage(part.usage, writtenChars);
                controller.enqueue(part);
              },
            }),
          ),
        };
      },
    },
  });
}
