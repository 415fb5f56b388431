import type { RunPart } from "#components/run";
import type { ChatMessage } from "#lib/agent";

/** A run in a question is one that its author changed and ran. Null for a question in words, for an answer, and for nothing. */
export function findEditedRun(message: ChatMessage | null | undefined): RunPart | null {
  if (message?.role !== "user") return null;
  return message.parts.find((part) => part.type === "tool-execute_code") ?? null;
}
