import type { LanguageModelV4Prompt, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { type LanguageModel, wrapLanguageModel } from "ai";
import { nanoid } from "nanoid";

/**
 * The same model, whose tool calls have ids of their own within a conversation. Some servers number them anew in each
 * answer, or not at all; under one id two runs would be taken for one. An id that is new stays as it is.
 */
export function distinguishCalls(model: Exclude<LanguageModel, string>, alsoTaken: readonly string[] = []) {
  return wrapLanguageModel({
    model,
    middleware: {
      specificationVersion: "v4",
      async wrapStream({ doStream, params }) {
        const { stream, ...rest } = await doStream();
        return {
          ...rest,
          stream: stream.pipeThrough(renameCalls(new Set([...alsoTaken, ...listCallIds(params.prompt)]))),
        };
      },
    },
  });
}

function listCallIds(prompt: LanguageModelV4Prompt): string[] {
  const parts = prompt.flatMap((message) => (message.role === "assistant" ? message.content : []));
  return parts.flatMap((part) => (part.type === "tool-call" ? [part.toolCallId] : []));
}

function renameCalls(taken: Set<string>) {
  /** The ids of calls whose input is still arriving: the provider's, and ours. */
  const open = new Map<string, string>();

  function take(id: string): string {
    const own = id === "" || taken.has(id) ? `call_${nanoid()}` : id;
    taken.add(own);
    return own;
  }

  return new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
    transform(part, controller) {
      switch (part.type) {
        case "tool-input-start":
          open.set(part.id, take(part.id));
          return controller.enqueue({ ...part, id: open.get(part.id) ?? part.id });
        case "tool-input-delta":
        case "tool-input-end":
          return controller.enqueue({ ...part, id: open.get(part.id) ?? part.id });
        case "tool-call": {
          const toolCallId = open.get(part.toolCallId) ?? take(part.toolCallId);
          open.delete(part.toolCallId);
          return controller.enqueue({ ...part, toolCallId });
        }
        default:
          return controller.enqueue(part);
      }
    },
  });
}
