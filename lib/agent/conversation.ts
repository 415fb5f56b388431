import { describeEdit } from "./edit.ts";
import type { ChatMessage } from "./message.ts";
import { quoteUnverified } from "./quote.ts";
import { type Shortened, shorten } from "./shortened.ts";

/**
 * The conversation as a model reads it: messages that nobody vouches for as a quotation, those of which nothing can be
 * read not at all, and all of it within its bound.
 */
export function readableMessages(
  messages: readonly ChatMessage[],
  unverified: readonly string[],
  limits: { historyChars: number; resultChars: number },
): { messages: ChatMessage[]; shortened: Shortened } {
  const readable = quoteUnverified(messages, unverified)
    .map((message) => settle(message, limits.resultChars))
    .filter(({ parts }) => parts.length > 0);
  return shorten(readable, limits);
}

/** The ids of all calls, also of those that a model never reads of. */
export function listCallIds(messages: readonly ChatMessage[]): string[] {
  return messages.flatMap(({ parts }) =>
    parts.flatMap((part) => ("toolCallId" in part ? [part.toolCallId] : [])),
  );
}

/**
 * A message as a model may read it again: without what is neither text nor a call that came to an output, which a
 * provider would not accept, and without the provider's own ids, which point at nothing since it stores nothing.
 */
function settle(message: ChatMessage, resultChars: number): ChatMessage {
  const parts = message.parts.flatMap((part): ChatMessage["parts"] => {
    switch (part.type) {
      case "text":
        return part.text === "" ? [] : [{ type: "text", text: part.text }];
      case "tool-execute_code":
        if (part.state !== "output-available" && part.state !== "output-error") return [];
        // No model called it, and no provider takes a call in a question.
        if (message.role === "user") return [{ type: "text", text: describeEdit(part, resultChars) }];
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
