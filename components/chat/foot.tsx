import { ArrowDownIcon } from "#components/ui";
import { AllowanceLine } from "./allowance.tsx";
import { useChats } from "./chats-provider.tsx";
import { column } from "./column.ts";
import { Composer } from "./composer.tsx";
import { DemoNotice, ModelLine } from "./model-line.tsx";
import type { Talk } from "./talk.ts";
import type { View } from "./use-view.ts";

interface FootProps {
  talk: Talk;
  view: View;
  ready: boolean;
  /** Whether its page was made for a new chat. */
  isNew: boolean;
  textareaId: string;
  onAsk: (text: string) => void;
  /** Null while there is nothing below what can be seen. */
  onJump: (() => void) | null;
}

/** Below a conversation: where one writes, and who is asked. */
export function Foot({ talk, view, ready, isNew, textareaId, onAsk, onJump }: FootProps) {
  const { setup, modelId, chooseModel } = useChats();
  const model = setup.models.find(({ id }) => id === modelId);
  const isEmpty = view.messages.length === 0;
  return (
    <div
      className={`${column} relative shrink-0 pt-2 pb-3 before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-6 before:bg-linear-to-t before:from-paper before:to-transparent`}
    >
      {onJump && !isEmpty && <JumpButton onJump={onJump} />}
      <Composer
        draft={talk.draft}
        maxChars={setup.maxQuestionChars}
        ready={ready}
        live={view.live}
        stopState={view.stop}
        blocked={describeBlocked(view)}
        onAsk={onAsk}
        onStop={() => void talk.stop()}
        textareaId={textareaId}
      >
        {model?.demo && <DemoNotice brief={!(isNew && isEmpty)} />}
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          {model && <ModelLine models={setup.models} model={model} onChoose={chooseModel} />}
          <AllowanceLine initial={setup.allowance} live={view.live} trouble={view.error} />
        </div>
      </Composer>
    </div>
  );
}

function describeBlocked({ gone, pending }: View): string | null {
  if (gone) return "This chat has been deleted, so nothing can be asked in it.";
  return pending ? "Your last question has not been sent yet. Send it again first, or edit it." : null;
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
