import { nanoid } from "nanoid";
import type { AnswerMetadata, ChatMessage } from "#lib/agent";
import type { AnswerKey, Begun, ChatStore } from "#lib/chats";
import type { Db } from "#lib/database";
import { reviews } from "../../agent/fakes.ts";

/** What the suites of the contract are given. Both may be called in tests and hooks. */
export interface Stage {
  store: () => ChatStore;
  db: () => Db;
}

export const silentForMs = 60_000;

type Part = ChatMessage["parts"][number];

export const say = (text: string): Part => ({ type: "text", text });

export const step: Part = { type: "step-start" };

export function question(text: string, id = nanoid()): ChatMessage {
  return { id, role: "user", parts: [say(text)] };
}

export function answer(parts: Part[], more: Partial<AnswerMetadata> = {}, id = nanoid()): ChatMessage {
  const metadata = {
    model: "fake-model",
    demo: false,
    status: "complete",
    failure: null,
    stepLimitReached: null,
    refusalLimitReached: null,
    ...more,
  } as AnswerMetadata;
  return { id, role: "assistant", parts, metadata };
}

export const answering = () => answer([], { status: "answering" });

/** A program that ran, as a part of an answer. */
export function run(code: string, { id = nanoid(), title = "Compute", value = 42 as unknown } = {}): Part {
  const program = { written: code, code, sha256: `sha of ${code}` };
  return {
    type: "tool-execute_code",
    toolCallId: id,
    state: "output-available",
    input: { title, code },
    output: {
      status: "finished",
      program,
      review: reviews.safe,
      laterReviews: [],
      result: { status: "completed", value, output: [], cost: { wallMs: 1, peakMemoryBytes: 65_536 } },
    },
  } as Part;
}

/** A chat of one owner, to be talked in. */
export function createTalk(store: ChatStore, owner: string = nanoid(), id: string = nanoid()) {
  async function begin(asking: Parameters<ChatStore["begin"]>[2], message = answering()) {
    const begun = await store.begin(owner, id, asking, message);
    return { begun, key: { chatId: id, messageId: message.id } satisfies AnswerKey, message };
  }

  /** Asks, and has it answered; resolves to the ids of both. */
  async function exchange(
    asked: string | ChatMessage,
    parts: Part[] = [say("Yes.")],
    parentId?: string | null,
  ) {
    const asking = typeof asked === "string" ? question(asked) : asked;
    const { begun, key, message } = await begin({ kind: "new", question: asking, parentId });
    expectOk(begun);
    await store.finish(key, answer(parts, {}, message.id));
    return { asked: asking.id, answered: message.id };
  }

  return {
    owner,
    id,
    begin,
    exchange,
    ask: (text: string, parentId?: string | null) =>
      begin({ kind: "new", question: question(text), parentId }),
    /** Has a question answered once more; resolves to the answer's id. */
    async again(questionId: string, parts: Part[] = [say("Again.")]) {
      const { begun, key, message } = await begin({ kind: "again", questionId });
      expectOk(begun);
      await store.finish(key, answer(parts, {}, message.id));
      return message.id;
    },
    async load() {
      const chat = await store.load(owner, id);
      if (!chat) throw new Error("The chat is not there.");
      return chat;
    },
  };
}

export function expectOk(begun: Begun): asserts begun is Extract<Begun, { ok: true }> {
  if (!begun.ok) throw new Error(`The question was not taken: ${begun.reason}`);
}

/** What each message says, for short. */
export function listTexts(messages: ChatMessage[]): string[] {
  return messages.map(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : "")).join(""));
}
