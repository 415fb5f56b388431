import { useCallback, useId, useRef, useState, useSyncExternalStore } from "react";
import { preloadMarkdown } from "#components/prose";
import { InspectorPanel, inspectButtonId } from "#components/run";
import { ArrowDownIcon } from "#components/ui";
import { describeProgress } from "./announcement.ts";
import { Composer } from "./composer.tsx";
import { DemoNotice, ModelLine } from "./model-line.tsx";
import { useScrollToEnd } from "./scroll-to-end.ts";
import type { ChatSetup } from "./setup.ts";
import { Transcript } from "./transcript.tsx";
import { useConversation } from "./use-conversation.ts";
import { useReviews } from "./use-reviews.ts";
import { Welcome } from "./welcome.tsx";

interface ConversationProps {
  chatId: string;
  setup: ChatSetup;
  onNewChat: () => void;
}

const column = "mx-auto w-full max-w-[62rem] px-4 @3xl:pr-10 @3xl:pl-36";

export function Conversation({ chatId, setup, onNewChat }: ConversationProps) {
  const [modelId, setModelId] = useState(setup.models[0]?.id ?? "");
  const [inspected, setInspected] = useState<string | null>(null);
  const conversation = useConversation(chatId, modelId);
  const { messages, live, stopState } = conversation;
  const reviews = useReviews(chatId, modelId, conversation);
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, jumpToEnd } = useScrollToEnd(scroller, content, live);
  const textareaId = useId();
  const ready = useHydrated();
  const model = setup.models.find(({ id }) => id === modelId);

  function ask(text: string) {
    preloadMarkdown();
    conversation.ask(text);
    requestAnimationFrame(jumpToEnd);
  }

  function askStarter(text: string) {
    ask(text);
    // The button goes away with the list; on a touch screen focus would open the keyboard.
    if (matchMedia("(pointer: fine)").matches) document.getElementById(textareaId)?.focus();
  }

  const inspect = useCallback(
    (toolCallId: string) => setInspected((open) => (open === toolCallId ? null : toolCallId)),
    [],
  );
  const closeInspector = useCallback(() => {
    setInspected(null);
    if (inspected !== null) document.getElementById(inspectButtonId(inspected))?.focus();
  }, [inspected]);

  const inspectedMessage = messages.find((message) => message.parts.some((part) => isRun(part, inspected)));
  const inspectedPart = inspectedMessage?.parts.find((part) => isRun(part, inspected));

  return (
    <div className="flex h-dvh overflow-hidden">
      <div className="@container flex min-w-0 flex-1 flex-col">
        <header className="shrink-0 border-b border-rule">
          <div className={`${column} flex items-center justify-between py-2.5`}>
            <h1 className="font-serif text-lg leading-none font-semibold tracking-tight">
              <span className="double-underline">Workings</span>
            </h1>
            {messages.length > 0 && !live && (
              <button
                type="button"
                onClick={onNewChat}
                className="rounded-sm text-sm text-quiet underline decoration-rule-strong underline-offset-3 hover:text-ink"
              >
                New chat
              </button>
            )}
          </div>
        </header>
        <main
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
          tabIndex={0}
          className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto -outline-offset-2"
        >
          <div ref={content} className={`${column} pb-10`}>
            {messages.length === 0 ? (
              <Welcome starters={setup.starters} ready={ready} onAsk={askStarter} />
            ) : (
              <Transcript conversation={conversation} inspected={inspected} onInspect={inspect} />
            )}
          </div>
        </main>
        <p aria-live="polite" className="sr-only">
          {describeProgress(conversation)}
        </p>
        <div
          className={`${column} relative shrink-0 pt-2 pb-3 before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-6 before:bg-linear-to-t before:from-paper before:to-transparent`}
        >
          {!atEnd && messages.length > 0 && <JumpButton onJump={jumpToEnd} />}
          <Composer
            maxChars={setup.maxQuestionChars}
            ready={ready}
            live={live}
            stopState={stopState}
            onAsk={ask}
            onStop={conversation.stop}
            textareaId={textareaId}
          >
            {model?.demo && <DemoNotice brief={messages.length > 0} />}
            {model && <ModelLine models={setup.models} model={model} onChoose={setModelId} />}
          </Composer>
        </div>
      </div>
      {inspectedPart?.type === "tool-execute_code" && (
        <InspectorPanel
          part={inspectedPart}
          live={live && inspectedMessage === messages.at(-1)}
          again={reviews.of(inspectedPart.toolCallId)}
          onClose={closeInspector}
        />
      )}
    </div>
  );
}

function JumpButton({ onJump }: { onJump: () => void }) {
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute bottom-full left-1/2 mb-2 inline-flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-rule-strong bg-paper px-3 py-1 text-xs hover:border-accent hover:text-accent"
    >
      <ArrowDownIcon />
      Jump to latest
    </button>
  );
}

function isRun(part: { type: string; toolCallId?: string }, toolCallId: string | null): boolean {
  return part.type === "tool-execute_code" && part.toolCallId === toolCallId;
}

/** False on the server and while the page takes over what the server sent. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
