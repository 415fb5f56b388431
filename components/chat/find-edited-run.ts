import type { RunPart } from "#components/run";
import type { ChatMessage } from "#lib/agent";

/** A run in a question is one that its author changed and ran. Null for a question in words, and for an answer. */
export function findEditedRun({ role, parts }: ChatMessage): RunPart | null {
  if (role !== "user") return null;
  return parts.find((part) => part.type === "tool-execute_code") ?? null;
}
