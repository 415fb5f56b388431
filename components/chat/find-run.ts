import type { RunPart } from "#components/run";
import type { ChatMessage } from "#lib/agent";

/**
 * The run of that id and its message; of several the newest, as the server has it: some providers number calls anew in each
 * answer. Null where there is none.
 */
export function findRun(
  messages: readonly ChatMessage[],
  toolCallId: string | null,
): { message: ChatMessage; part: RunPart } | null {
  for (const message of messages.toReversed())
    for (const part of message.parts)
      if (part.type === "tool-execute_code" && part.toolCallId === toolCallId) return { message, part };
  return null;
}
