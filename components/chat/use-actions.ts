import { type Dispatch, type SetStateAction, useMemo } from "react";
import { preloadMarkdown } from "#components/prose";
import type { Edit } from "#lib/chats";
import { useChats } from "./chats-provider.tsx";
import type { TranscriptActions } from "./entry.tsx";
import type { Talk } from "./talk.ts";

export interface Actions extends TranscriptActions {
  ask: (text: string) => void;
  /** Asks by a button that goes away. */
  askStarter: (text: string) => void;
  /** Has a version of a run, which stands in that message, gone on from. */
  use: (messageId: string, title: string, edit: Edit) => void;
  /** Where nothing has to be typed on glass. */
  focusComposer: () => void;
}

/** What a reader can do in a chat, with what the page has to do then. The same object as long as it does the same. */
export function useActions(
  talk: Talk,
  textareaId: string,
  jumpToEnd: () => void,
  setInspected: Dispatch<SetStateAction<string | null>>,
): Actions {
  const { modelId } = useChats();
  return useMemo(() => {
    function begin(asked: Promise<unknown>) {
      preloadMarkdown();
      void asked;
      requestAnimationFrame(jumpToEnd);
    }

    function focusComposer() {
      // On a touch screen focus would open the keyboard.
      if (matchMedia("(pointer: fine)").matches) document.getElementById(textareaId)?.focus();
    }

    return {
      focusComposer,
      ask: (text) => begin(talk.ask(text, modelId)),
      askStarter(text) {
        begin(talk.ask(text, modelId));
        focusComposer();
      },
      edit(questionId, text) {
        begin(talk.edit(questionId, text, modelId));
        focusComposer();
      },
      use(messageId, title, edit) {
        begin(talk.use(messageId, title, edit, modelId));
        focusComposer();
      },
      askAgain(questionId) {
        begin(talk.askAgain(questionId, modelId));
        focusComposer();
      },
      sendAgain() {
        begin(talk.sendAgain(modelId));
        focusComposer();
      },
      goOn() {
        begin(talk.ask("Go on.", modelId));
        focusComposer();
      },
      chooseBranch: talk.chooseBranch,
      inspect: (toolCallId) => setInspected((open) => (open === toolCallId ? null : toolCallId)),
    };
  }, [talk, modelId, textareaId, jumpToEnd, setInspected]);
}
