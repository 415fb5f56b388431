import { InspectorPanel, listRuns } from "#components/run";
import { useChats } from "./chats-provider.tsx";
import { findRun } from "./find-run.ts";
import type { Talk } from "./talk.ts";
import type { Actions } from "./use-actions.ts";
import { useEdits } from "./use-edits.ts";
import { useReviews } from "./use-reviews.ts";
import type { View } from "./use-view.ts";

interface InspectedRunProps {
  talk: Talk;
  view: View;
  /** Null while the panel is closed. */
  toolCallId: string | null;
  onUse: Actions["use"];
  onGo: (toolCallId: string) => void;
  onClose: () => void;
}

/** The panel, for the run that was chosen; loaded when one is first inspected. */
export default function InspectedRun({ talk, view, toolCallId, onUse, onGo, onClose }: InspectedRunProps) {
  const { modelId } = useChats();
  const { messages, live } = view;
  const reviews = useReviews(talk, modelId, live);
  const found = findRun(messages, toolCallId);
  const isLive = live && found?.message === messages.at(-1);
  const edits = useEdits({
    talk,
    shown: found && { messageId: found.message.id, runId: found.part.toolCallId },
    model: modelId,
    blocked: describeBlocked(view, isLive),
    unusable: describeUnusable(view),
    onUse(edit) {
      if (!found) return;
      onClose();
      onUse(found.message.id, found.part.input?.title ?? "", edit);
    },
  });
  if (!found) return null;
  const { message, part } = found;
  return (
    <InspectorPanel
      part={part}
      live={isLive}
      unverified={view.unverified.includes(message.id)}
      course={message.metadata?.course ?? null}
      again={reviews.of(part.toolCallId)}
      runs={listRuns(messages)}
      onGo={onGo}
      // What never became a program is no run that could have versions.
      edits={part.state === "output-available" ? edits : null}
      onClose={onClose}
    />
  );
}

function describeBlocked({ gone }: View, isLive: boolean): string | null {
  if (gone) return "This chat has been deleted.";
  return isLive ? "You can edit this program when its answer has ended." : null;
}

function describeUnusable({ gone, live, pending }: View): string | null {
  if (gone) return "This chat has been deleted.";
  if (live) return "You can use it when the answer has ended.";
  return pending ? "The last question has to be sent first." : null;
}
