import type { ChatMessage } from "#lib/agent";
import type { ImportParts } from "../import.ts";

type Part = ChatMessage["parts"][number];
type Reads = (message: unknown) => ChatMessage | null;

/** Stands where something cannot be taken along. */
const leftOut: Part = { type: "text", text: "*A part of this message could not be exported.*" };

/**
 * A message as an import takes it. What no import would read, such as what a model wrote in place of a call, is left out: it
 * should not cost the rest of the chat. One that has nothing to be read by, not even its id, stays as it is.
 */
export function toReadable(
  message: ChatMessage,
  version: number,
  readMessage: ImportParts["readMessage"],
): ChatMessage {
  const read: Reads = (json) => {
    const end = readMessage(json, version);
    return end.ok ? end.message : null;
  };
  const { id, role, metadata, parts } = message;
  const whole = read(message);
  if (whole) return whole;
  const bare = { id, role };
  const about =
    metadata !== undefined && read({ ...bare, metadata, parts: [] }) ? { ...bare, metadata } : bare;
  const kept = parts.map((part) => readPart(part, (json) => read({ ...bare, parts: [json] })));
  return read({ ...about, parts: kept }) ?? read({ ...about, parts: [leftOut] }) ?? message;
}

function readPart(part: Part, read: Reads): Part {
  const emptied = { ...part, input: null, ...(part.type === "tool-execute_code" ? {} : { output: null }) };
  return (read(part) ?? read(emptied))?.parts[0] ?? leftOut;
}
