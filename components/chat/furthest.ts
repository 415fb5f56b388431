import type { ChatMessage } from "#lib/agent";

type Part = ChatMessage["parts"][number];

/**
 * Of two states of one answer the one that has come further; the second where they are level. A stream that is joined
 * replays the answer from its beginning, and until it has come as far, the reader keeps seeing what they saw.
 */
export function furthest(kept: ChatMessage, streamed: ChatMessage): ChatMessage {
  if (isEnded(streamed)) return streamed;
  if (kept.parts.length !== streamed.parts.length)
    return kept.parts.length > streamed.parts.length ? kept : streamed;
  const was = reach(kept.parts.at(-1));
  const is = reach(streamed.parts[kept.parts.length - 1]);
  return was.stage > is.stage || (was.stage === is.stage && was.chars > is.chars) ? kept : streamed;
}

function isEnded({ metadata }: ChatMessage): boolean {
  return metadata !== undefined && metadata.status !== "answering";
}

/** How far one part has come: the stage it is at, and how much was written in it. */
function reach(part: Part | undefined): { stage: number; chars: number } {
  if (part?.type === "text") return { stage: 0, chars: part.text.length };
  if (part?.type !== "tool-execute_code") return { stage: 0, chars: 0 };
  switch (part.state) {
    case "input-streaming":
      return { stage: 0, chars: part.input?.code?.length ?? 0 };
    case "input-available":
    case "approval-requested":
    case "approval-responded":
      return { stage: 1, chars: 0 };
    case "output-available":
      return { stage: !part.preliminary ? 4 : part.output.status === "reviewing" ? 2 : 3, chars: 0 };
    case "output-error":
    case "output-denied":
      return { stage: 4, chars: 0 };
  }
}

/** The conversation as it is shown while its last message catches up with what was kept of it. */
export function withKept(messages: ChatMessage[], kept: ChatMessage | null): ChatMessage[] {
  const last = messages.at(-1);
  if (!kept || !last || last.id !== kept.id) return messages;
  const shown = furthest(kept, last);
  return shown === last ? messages : messages.with(-1, shown);
}
