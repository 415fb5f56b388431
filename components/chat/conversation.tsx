"use client";

import { type ReactNode, useEffect, useId, useMemo, useState } from "react";
import { ReadsAlong, RunBoundary } from "#components/run";
import { loadLater } from "#components/ui";
import { LeadingContext, ServedDocuments } from "#components/value";
import { describeProgress } from "./announcement.ts";
import { useChats } from "./chats-provider.tsx";
import { Foot } from "./foot.tsx";
import { type Frame, FrameContext } from "./frame-context.ts";
import { useScrollToEnd } from "./scroll-to-end.ts";
import { useActions } from "./use-actions.ts";
import { useChatId } from "./use-chat-id.ts";
import { useInspected } from "./use-inspected.ts";
import { useOpenTalk } from "./use-open-talk.ts";
import { useView } from "./use-view.ts";

const InspectedRun = loadLater(() => import("./inspected-run.tsx"), {
  name: "The inspector",
  className: "fixed right-4 top-16 z-10 border border-rule-strong bg-paper p-4",
});

/**
 * What stays while a new chat gets an address of its own: the composer, with all that is being written in it, the place
 * one has read to, and the panel. The page in it brings the title and the messages.
 */
export function Conversation({ children }: { children: ReactNode }) {
  const { talks } = useChats();
  const { chatId, isNew } = useChatId();

  useEffect(() => {
    if (!isNew && chatId === talks.getNewId()) talks.renewId();
  }, [chatId, isNew, talks]);

  return (
    <ServedDocuments at={`/api/prototype/${chatId}`}>
      <OpenChat key={chatId} chatId={chatId} isNew={isNew}>
        {children}
      </OpenChat>
    </ServedDocuments>
  );
}

interface OpenChatProps {
  chatId: string;
  isNew: boolean;
  children: ReactNode;
}

function OpenChat({ chatId, isNew, children }: OpenChatProps) {
  const { talk, ready } = useOpenTalk(chatId);
  const view = useView(talk);
  const { inspected, inspect, close, leading } = useInspected();
  // Once it was open the panel stays, with all that goes on in it, until the chat is left.
  const [hasPanel, setHasPanel] = useState(false);
  if (inspected !== null && !hasPanel) setHasPanel(true);
  const { atEnd, jumpToEnd, readsAlong, attach } = useScrollToEnd(view.live);
  const textareaId = useId();
  const actions = useActions(talk, textareaId, jumpToEnd, inspect);
  const frame = useMemo<Frame>(
    () => ({ ready, inspected, attach, actions }),
    [ready, inspected, attach, actions],
  );

  return (
    <div className="flex h-dvh overflow-hidden">
      <div className="@container flex min-w-0 flex-1 flex-col">
        <ReadsAlong value={readsAlong}>
          <LeadingContext value={leading}>
            <FrameContext value={frame}>{children}</FrameContext>
          </LeadingContext>
        </ReadsAlong>
        <p aria-live="polite" className="sr-only">
          {describeProgress(view)}
        </p>
        <Foot
          talk={talk}
          view={view}
          ready={ready}
          isNew={isNew}
          textareaId={textareaId}
          onAsk={actions.ask}
          onJump={atEnd ? null : jumpToEnd}
        />
      </div>
      {hasPanel && (
        <RunBoundary title="Inspector">
          {/* Whoever closes what could not be loaded need not read that any more. */}
          <div className={inspected === null ? "hidden" : "contents"}>
            <LeadingContext value={leading}>
              <InspectedRun
                talk={talk}
                view={view}
                toolCallId={inspected}
                onUse={actions.use}
                onGo={inspect}
                onClose={close}
              />
            </LeadingContext>
          </div>
        </RunBoundary>
      )}
    </div>
  );
}
