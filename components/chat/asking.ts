import { nanoid } from "nanoid";
import { RefusalError } from "#components/refusal";
import type { ChatMessage } from "#lib/agent";
import type { Chat, Edit } from "#lib/chats";
import { findEditedRun } from "./find-edited-run.ts";
import type { FollowingTalk } from "./following.ts";
import type { Talk, TalkCore } from "./talk.ts";
import { forksAfter, type PendingQuestion, withQuestion } from "./talk-state.ts";
import { type Sent, toSent } from "./transport.ts";

/** Where a question went: the server has it; it is a draft again; or it waits in the transcript to be sent again. */
export type AskOutcome = "accepted" | "returned" | "unsent";

type Asking = Pick<Talk, "ask" | "edit" | "use" | "askAgain" | "sendAgain" | "chooseBranch" | "stop">;

/** Everything a reader can have the server do with a chat. */
export function createAsking(core: TalkCore, following: FollowingTalk): Asking {
  const { ai, chatId, parts } = core;

  function send(question: ChatMessage, parentId: string | null, model: string): Promise<AskOutcome> {
    const pending = { question, parentId };
    const before = ai.messages.filter(({ id }) => id !== core.get().pending?.question.id);
    return post(core, following, { before, pending, sent: toSent(pending, model) });
  }

  async function confirmStop() {
    const confirmed = await parts.requests.stop(chatId);
    // Meanwhile the answer may have ended and another may have begun.
    if (core.get().stop !== "asked") return;
    core.set({ stop: confirmed ? "confirmed" : "unconfirmed" });
    // Nobody knows whether the question arrived, and nothing says so any more.
    if (!confirmed && core.get().following.kind === "asking") await ai.stop();
  }

  return {
    ask: (text, model) =>
      send(toQuestion(text), ai.messages.findLast(({ role }) => role === "assistant")?.id ?? null, model),
    edit(questionId, text, model) {
      const at = ai.messages.findIndex(({ id }) => id === questionId);
      return send(toQuestion(text), ai.messages[at - 1]?.id ?? null, model);
    },
    use(messageId, title, edit, model) {
      const at = ai.messages.findIndex(({ id }) => id === messageId);
      // A version of a run that stands in a question is another question in its place.
      const parent = ai.messages[at]?.role === "user" ? ai.messages[at - 1] : ai.messages[at];
      return send(toRunQuestion(title, edit), parent?.id ?? null, model);
    },
    askAgain: (questionId, model) =>
      post(core, following, { before: ai.messages, pending: null, sent: { again: questionId, model } }),
    sendAgain(model) {
      const { pending } = core.get();
      return pending ? send(pending.question, pending.parentId, model) : Promise.resolve("accepted");
    },
    async chooseBranch(messageId) {
      try {
        const chat = await parts.requests.chooseBranch(chatId, messageId);
        following.take(chat);
        parts.onEvent({ kind: "changed", chatId });
        return null;
      } catch (error) {
        return wordsOf(error);
      }
    },
    async stop() {
      const { stop } = core.get();
      if (stop === "asked" || stop === "confirmed") return;
      core.set({ stop: "asked" });
      await confirmStop();
    },
  };
}

interface Post {
  /** The conversation as it is put back if the server does not take the question. */
  before: ChatMessage[];
  /** Null for a question that the server has. */
  pending: PendingQuestion | null;
  sent: Sent;
}

/** Sends a question and follows its answer to the end. Settles as soon as it is known whether the server has it. */
function post(
  core: TalkCore,
  following: FollowingTalk,
  { before, pending, sent }: Post,
): Promise<AskOutcome> {
  const { ai, parts, chatId, draft } = core;
  const outcome = Promise.withResolvers<AskOutcome>();
  const readForks = () => forksAfter(before, ai.messages, core.get().forks);
  let accepted = false;
  core.set({ following: { kind: "asking" }, pending, error: null, stop: "none", kept: null, saved: true });
  const isInWords = pending !== null && findEditedRun(pending.question) === null;
  draft.hold(isInWords ? { id: pending.question.id, text: readText(pending.question) } : null);
  core.onStream = () => {
    core.onStream = null;
    accepted = true;
    const stopped = core.get().stop !== "none";
    core.set({ begun: true, following: { kind: "streaming" }, pending: null, forks: readForks() });
    core.noteArrival();
    outcome.resolve("accepted");
    // It was asked for before there was anything to stop.
    if (stopped) void parts.requests.stop(chatId);
  };

  async function settle() {
    core.onStream = null;
    const { error } = ai;
    ai.clearError();
    if (accepted) {
      await following.follow(error ? "broken" : "ended");
      core.set({ forks: readForks() });
      return;
    }
    // What is no words stays where it was asked from.
    if (!isInWords) ai.messages = before;
    if (isStillAnswering(error)) {
      core.onRead = (chat) => {
        core.onRead = null;
        outcome.resolve(takeBack(core, pending, before, chat) ? "returned" : "accepted");
      };
      return following.follow("read");
    }
    core.set({
      following: { kind: "none" },
      stop: "none",
      error: wordsOf(error ?? notSent),
      ...(!isInWords && { pending: null }),
    });
    outcome.resolve("unsent");
  }

  void start(ai, pending, before, sent).then(settle);
  return outcome.promise;
}

/**
 * Makes a question a draft again that was refused because another is being answered. It may be that very one, of whose
 * arrival nobody heard: then it is where it belongs, and false comes back.
 */
function takeBack(
  core: TalkCore,
  pending: PendingQuestion | null,
  before: ChatMessage[],
  chat: Chat | null,
): boolean {
  if (pending === null) return true;
  const { question } = pending;
  if (chat?.messages.some(({ id }) => id === question.id)) return false;
  core.ai.messages = before;
  core.set({ pending: null });
  if (findEditedRun(question) === null) core.draft.giveBack(readText(question));
  return true;
}

const notSent = new Error("Stopped before the server said that it has the question.");

function start(
  ai: TalkCore["ai"],
  pending: PendingQuestion | null,
  before: ChatMessage[],
  sent: Sent,
): Promise<void> {
  const body = { ...sent };
  if (pending) {
    ai.messages = withQuestion(before, pending).slice(0, -1);
    return ai.sendMessage(pending.question, { body });
  }
  const at = "again" in sent ? before.findIndex(({ id }) => id === sent.again) : -1;
  ai.messages = before.slice(0, at + 1);
  return ai.regenerate({ body });
}

/** Another tab may have asked, or an answer here may have been lost sight of. */
function isStillAnswering(error: Error | undefined): boolean {
  return error instanceof RefusalError && error.code === "still-answering";
}

function toQuestion(text: string): ChatMessage {
  return { id: nanoid(), role: "user", parts: [{ type: "text", text }] };
}

/** The same that the server makes of the version. */
function toRunQuestion(title: string, { id, execution }: Edit): ChatMessage {
  const input = { title, code: execution.program.written };
  return {
    id: nanoid(),
    role: "user",
    parts: [
      { type: "tool-execute_code", toolCallId: id, state: "output-available", input, output: execution },
    ],
  };
}

export function readText({ parts }: ChatMessage): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("\n");
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
