"use client";

import { useCallback } from "react";
import { InspectorPanel, listRuns, type RunPart } from "#components/run";
import { PageTitle } from "#components/ui";
import { LeadingContext, ServedDocuments, useReader, writeDay } from "#components/value";
import type { ChatMessage } from "#lib/agent";
import type { SharedChat as Shared } from "#lib/chats";
import { Answer } from "./answer.tsx";
import { AnswerEnd } from "./answer-end.tsx";
import { readText } from "./asking.ts";
import { column } from "./column.ts";
import { EditedRun } from "./edited-run.tsx";
import { findEditedRun } from "./find-edited-run.ts";
import { findRun } from "./find-run.ts";
import { QuestionText, Unverified } from "./question.tsx";
import { useInspected } from "./use-inspected.ts";

/** A chat for whoever has its link: everything to be read, nothing to be done. */
export function SharedChat({ chat, token }: { chat: Shared; token: string }) {
  const { inspected, inspect, close, leading } = useInspected();
  const reader = useReader();
  const toggle = useCallback((id: string) => inspect((open) => (open === id ? null : id)), [inspect]);

  return (
    <ServedDocuments at={`/api/prototype/shared/${token}`} shared>
      <LeadingContext value={leading}>
        <div className="flex h-dvh overflow-hidden">
          <PageTitle title={chat.title} />
          <div className="@container flex min-w-0 flex-1 flex-col">
            <header className="flex shrink-0 items-baseline gap-4 border-b border-rule px-4 py-2.5">
              <h1 className="min-w-0 flex-1 truncate font-serif text-lg leading-8 font-semibold tracking-tight">
                {chat.title}
              </h1>
              <a
                href="/"
                className="text-sm text-quiet underline decoration-rule-strong underline-offset-3 hover:text-ink"
              >
                Workings
              </a>
            </header>
            <main
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
              tabIndex={0}
              className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto -outline-offset-2"
            >
              <div className={`${column} pb-16`}>
                <p className="mt-6 max-w-[68ch] text-sm leading-relaxed text-quiet">
                  A chat of {writeDay(chat.createdAt, reader)}, shared by its owner to be read. No program of
                  it runs here again, and a prototype only when you start it.
                </p>
                {chat.messages.map((message, index) => (
                  <div
                    key={message.id}
                    id={message.id}
                    className={message.role === "assistant" ? "mt-5" : "mt-14 first-of-type:mt-8"}
                  >
                    <Entry
                      message={message}
                      edited={findEditedRun(chat.messages[index - 1])}
                      unverified={chat.unverified.includes(message.id)}
                      inspected={inspected}
                      onInspect={toggle}
                    />
                  </div>
                ))}
              </div>
            </main>
          </div>
          <InspectedRun chat={chat} toolCallId={inspected} onGo={inspect} onClose={close} />
        </div>
      </LeadingContext>
    </ServedDocuments>
  );
}

interface EntryProps {
  message: ChatMessage;
  /** The run that the question before it consists of, if it does. */
  edited: RunPart | null;
  unverified: boolean;
  inspected: string | null;
  onInspect: (toolCallId: string) => void;
}

function Entry({ message, edited, unverified, inspected, onInspect }: EntryProps) {
  const { role, metadata } = message;
  const run = findEditedRun(message);
  if (run)
    return (
      <EditedRun
        part={run}
        unverified={unverified}
        inspected={inspected === run.toolCallId}
        onInspect={onInspect}
      />
    );
  if (role !== "assistant")
    return (
      <section>
        <h2 className="sr-only">Question</h2>
        {unverified && <Unverified />}
        <QuestionText text={readText(message)} />
      </section>
    );
  return (
    <>
      <Answer
        message={message}
        edited={edited}
        live={metadata?.status === "answering"}
        unverified={unverified}
        inspected={inspected}
        onInspect={onInspect}
      />
      <AnswerEnd
        metadata={unverified ? undefined : metadata}
        ending={describeSharedEnding(metadata?.status)}
      />
    </>
  );
}

interface InspectedRunProps {
  chat: Shared;
  toolCallId: string | null;
  onGo: (toolCallId: string) => void;
  onClose: () => void;
}

function InspectedRun({ chat, toolCallId, onGo, onClose }: InspectedRunProps) {
  const found = findRun(chat.messages, toolCallId);
  if (!found) return null;
  const { metadata } = found.message;
  return (
    <InspectorPanel
      part={found.part}
      live={metadata?.status === "answering"}
      unverified={chat.unverified.includes(found.message.id)}
      course={metadata?.course ?? null}
      again={null}
      runs={listRuns(chat.messages)}
      onGo={onGo}
      edits={null}
      onClose={onClose}
    />
  );
}

/** What a reader who can do nothing about it is told; null for an answer that ended well. */
function describeSharedEnding(
  status: NonNullable<ChatMessage["metadata"]>["status"] | undefined,
): string | null {
  switch (status) {
    case undefined:
    case "complete":
      return null;
    case "stopped":
      return "This answer was stopped before its end.";
    case "failed":
      return "This answer failed before its end.";
    case "answering":
      return "This answer was still being written when this page was opened. Open it again to see more.";
  }
}
