import { InspectorPanel, listRuns } from "#components/run";
import { useChats } from "./chats-provider.tsx";
import type { Talk } from "./talk.ts";
import { useReviews } from "./use-reviews.ts";
import type { View } from "./use-view.ts";

interface InspectedRunProps {
  talk: Talk;
  view: View;
  /** Null while the panel is closed. */
  toolCallId: string | null;
  onGo: (toolCallId: string) => void;
  onClose: () => void;
}

/** The panel, for the run that was chosen. */
export function InspectedRun({ talk, view, toolCallId, onGo, onClose }: InspectedRunProps) {
  const { modelId } = useChats();
  const { messages, live } = view;
  const reviews = useReviews(talk, modelId, live);
  const message = messages.find(({ parts }) => parts.some((part) => isRun(part, toolCallId)));
  const part = message?.parts.find((candidate) => isRun(candidate, toolCallId));
  if (part?.type !== "tool-execute_code") return null;
  return (
    <InspectorPanel
      part={part}
      live={live && message === messages.at(-1)}
      again={reviews.of(part.toolCallId)}
      runs={listRuns(messages)}
      onGo={onGo}
      onClose={onClose}
    />
  );
}

function isRun(part: { type: string; toolCallId?: string }, toolCallId: string | null): boolean {
  return part.type === "tool-execute_code" && part.toolCallId === toolCallId;
}
