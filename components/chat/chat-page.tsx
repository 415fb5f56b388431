"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { ShareMenu } from "#components/sharing";
import { useChatList } from "#components/sidebar";
import { PageTitle } from "#components/ui";
import type { Chat } from "#lib/chats";
import { useChats } from "./chats-provider.tsx";
import { column } from "./column.ts";
import { useFrame } from "./frame-context.ts";
import { Header } from "./header.tsx";
import type { Talk } from "./talk.ts";
import { Transcript } from "./transcript.tsx";
import { useChatId } from "./use-chat-id.ts";
import { useMarked } from "./use-marked.ts";
import { useView } from "./use-view.ts";
import { Welcome } from "./welcome.tsx";

/**
 * A page for a question that begins a chat, which it goes on to show under its own address. `visit` is another one each time that
 * the server makes the page.
 */
export function NewChat({ visit }: { visit: string }) {
  const { talks, settled } = useChats();
  const { actions } = useFrame();
  const { chatId, isNew } = useChatId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks for a new chat once more gets one.
  useLayoutEffect(() => talks.renewId(), [talks, visit]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit and each new chat, and nothing else, is an occasion to write.
  useEffect(() => {
    const { activeElement } = document;
    const isFree = activeElement === document.body || activeElement?.matches("a[href]");
    if (isNew && settled.current && isFree) actions.focusComposer();
  }, [visit, chatId]);
  return <Page key={chatId} talk={talks.open(chatId, null)} />;
}

/** A page for a chat as the server has it. */
export function SavedChat({ chat }: { chat: Chat }) {
  const { talks } = useChats();
  return <Page key={chat.id} talk={talks.open(chat.id, chat)} />;
}

function Page({ talk }: { talk: Talk }) {
  const { setup, talks } = useChats();
  const { ready, inspected, actions, attach } = useFrame();
  const view = useView(talk);
  const marked = useMarked(talk, view);
  const box = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isEmpty = view.messages.length === 0;
  const { chats, complain } = useChatList();
  // A new name stands in the list first.
  const title = chats.find(({ id }) => id === talk.chatId)?.title ?? view.title;

  useEffect(() => talks.announce(talk.chatId), [talks, talk]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where one begins to read is settled once.
  useLayoutEffect(() => {
    if (!box.current || !content.current) return;
    const begin = location.hash.length > 1 ? "message" : "end";
    return attach(
      { box: box.current, content: content.current, place: talk.place },
      isEmpty ? "beginning" : begin,
    );
  }, [attach, talk]);

  return (
    <>
      <PageTitle title={title} />
      <Header title={title}>
        {view.begun && !view.gone && (
          <ShareMenu
            chatId={talk.chatId}
            shareToken={view.shareToken}
            onShare={talk.noteShared}
            onTrouble={complain}
          />
        )}
      </Header>
      <main
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto -outline-offset-2"
      >
        <div ref={content} className={`${column} pb-10`}>
          {isEmpty && !view.begun && (
            <Welcome starters={setup.starters} ready={ready} onAsk={actions.askStarter} />
          )}
          {!isEmpty && (
            <Transcript
              view={view}
              draft={talk.draft}
              maxChars={setup.maxQuestionChars}
              inspected={inspected}
              marked={marked}
              actions={actions}
            />
          )}
          {!isEmpty && <div className="[scroll-initial-target:nearest]" />}
        </div>
      </main>
    </>
  );
}
