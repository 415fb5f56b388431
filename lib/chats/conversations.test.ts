import { eq, sql } from "drizzle-orm";
import { nanoid } from "nanoid";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Execution } from "#lib/agent";
import {
  type Answerer,
  type Asked,
  type Asking,
  type ChatStore,
  type Conversations,
  createConversations,
  createDatabaseStore,
} from "#lib/chats";
import { answers } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";
import { createTold, metadata, question, readAnswer, say, streamOf, textOf } from "./answers.fixture.ts";

const owner = "owner";
const quick = { progressMs: 0, beatMs: 5, retryMs: 5, giveUpMs: 60_000, lastMs: 60_000 };

const fail = (error: unknown) => {
  throw error;
};

/** Far longer than it takes, for slow and busy machines. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

function ask(text: string, id = nanoid()): Asking {
  return { kind: "new", question: question(text, id), parentId: undefined };
}

describeDatabases("conversations", (database) => {
  let store: ChatStore;
  let conversations: Conversations;
  let chatId: string;

  beforeEach(() => {
    store = createDatabaseStore({ db: database().db, silentForMs: 60_000 });
    conversations = createConversations({ store, streams: null, saving: quick, report: fail });
    chatId = nanoid();
  });

  const tell = (asking: Asking, answerer: Answerer) => conversations.ask(owner, chatId, asking, answerer);
  const kept = async () => ((await store.load(owner, chatId))?.messages ?? []).map(textOf);

  describe("a question", () => {
    it("is kept before anybody is asked, and its answer at its end", async () => {
      const told = createTold();
      const asked = await tell(ask("Why?"), told.answerer);
      await told.asked;
      expect(await kept()).toEqual(["Why?", ""]);
      told.say("Because.");
      told.finish();
      expect(await readAnswer(streamOf(asked))).toEqual({ text: "Because.", saved: true });
      expect(await kept()).toEqual(["Why?", "Because."]);
    });

    it("reaches who answers with the whole conversation", async () => {
      await readAnswer(streamOf(await tell(ask("Why?", "question-1"), say("Because."))));
      const told = createTold();
      const asked = await tell(ask("How?", "question-2"), told.answerer);
      const { messages } = await told.asked;
      expect(messages.map((message) => `${message.role}: ${textOf(message)}`)).toEqual([
        "user: Why?",
        "assistant: Because.",
        "user: How?",
      ]);
      told.finish();
      await readAnswer(streamOf(asked));
    });

    it("is turned away while another is being answered, which loses nothing", async () => {
      const told = createTold();
      const first = await tell(ask("Why?"), told.answerer);
      expect(await tell(ask("How?"), say("Thus."))).toEqual({ ok: false, reason: "still-answering" });
      told.say("Because.");
      told.finish();
      await readAnswer(streamOf(first));
      expect(await kept()).toEqual(["Why?", "Because."]);
    });

    it("can be asked as soon as the answer before was read to its end", async () => {
      for (const turn of ["1", "2", "3"]) await readAnswer(streamOf(await tell(ask(turn), say(turn))));
      expect(await kept()).toEqual(["1", "1", "2", "2", "3", "3"]);
    });

    it("that comes to another owner's chat finds no such chat", async () => {
      await readAnswer(streamOf(await tell(ask("Why?"), say("Because."))));
      const foreign = await conversations.ask("somebody else", chatId, ask("How?"), say("Thus."));
      expect(foreign).toEqual({ ok: false, reason: "no-such-chat" });
    });
  });

  describe("an answer under way", () => {
    it("goes on when its reader leaves", async () => {
      const told = createTold();
      await streamOf(await tell(ask("Why?"), told.answerer)).cancel();
      told.say("Because.");
      told.finish();
      await eventually(async () => expect(await kept()).toEqual(["Why?", "Because."]));
    });

    it("is joined from its beginning by as many as come, also after a part of it", async () => {
      const told = createTold();
      const first = readAnswer(streamOf(await tell(ask("Why?"), told.answerer)));
      told.say("Be");
      const second = readAnswer(await conversations.join(owner, chatId));
      told.say("cause.");
      const third = readAnswer(await conversations.join(owner, chatId));
      told.finish();
      const whole = { text: "Because.", saved: true };
      expect(await Promise.all([first, second, third])).toEqual([whole, whole, whole]);
      await eventually(async () => expect(await conversations.join(owner, chatId)).toBeNull());
    });

    it("is shown to nobody else", async () => {
      const told = createTold();
      const asked = await tell(ask("Why?"), told.answerer);
      expect(await conversations.join("somebody else", chatId)).toBeNull();
      expect(await conversations.stop("somebody else", chatId)).toBe(false);
      told.finish();
      await readAnswer(streamOf(asked));
    });

    it("is kept step by step, and within a step", async () => {
      const told = createTold();
      const asked = await tell(ask("Why?"), told.answerer);
      told.startStep();
      told.say("One.");
      await eventually(async () => expect(await kept()).toEqual(["Why?", "One."]));
      told.endStep();
      told.startStep();
      told.say("Two.");
      await eventually(async () => expect(await kept()).toEqual(["Why?", "One.Two."]));
      const chat = await store.load(owner, chatId);
      expect(chat?.answering).toBe(chat?.messages.at(-1)?.id);
      told.endStep();
      told.finish();
      await readAnswer(streamOf(asked));
      expect((await store.load(owner, chatId))?.messages.at(-1)).toMatchObject({
        metadata: metadata("complete"),
        parts: [
          { type: "step-start" },
          { type: "text", text: "One." },
          { type: "step-start" },
          { type: "text", text: "Two." },
        ],
      });
    });

    it("ends when it is told to, and keeps what it had said as stopped", async () => {
      const told = createTold();
      const asked = await tell(ask("Why?"), told.answerer);
      told.say("Because");
      expect(await conversations.stop(owner, chatId)).toBe(true);
      await told.stopped;
      expect(await readAnswer(streamOf(asked))).toEqual({ text: "Because", saved: true });
      const last = (await store.load(owner, chatId))?.messages.at(-1);
      expect(last).toMatchObject({ metadata: { status: "stopped" } });
      expect(await conversations.stop(owner, chatId)).toBe(false);
    });

    it("is kept as interrupted, all that it had said, when its process is about to end", async () => {
      const told = createTold();
      const stream = streamOf(await tell(ask("Why?"), told.answerer));
      told.say("Because");
      await conversations.interrupt();
      const interrupted = { status: "failed", failure: { cause: "interrupted" } };
      const chat = await store.load(owner, chatId);
      expect(chat?.answering).toBeNull();
      expect(chat?.messages.map(textOf)).toEqual(["Why?", "Because"]);
      expect(chat?.messages.at(-1)?.metadata).toMatchObject(interrupted);
      const chunks = await Array.fromAsync(stream);
      expect(chunks.at(-1)).toMatchObject({ type: "finish", messageMetadata: interrupted });
      // Whoever still comes in by then is not left with a question that nobody ends.
      const late = await tell(ask("How?"), createTold().answerer);
      if (!late.ok) throw new Error(late.reason);
      await late.done;
      expect((await store.load(owner, chatId))?.messages.at(-1)?.metadata).toMatchObject(interrupted);
    });

    it("comes to its own end where its process lets it, before it ends", async () => {
      const told = createTold();
      const stream = streamOf(await tell(ask("Why?"), told.answerer));
      const ended = conversations.interrupt(3_600_000);
      told.say("Because.");
      told.finish();
      expect(await readAnswer(stream)).toEqual({ text: "Because.", saved: true });
      await ended;
      expect((await store.load(owner, chatId))?.messages.at(-1)?.metadata).toEqual(metadata("complete"));
    });

    it("is interrupted when its process has waited long enough", async () => {
      const told = createTold();
      await tell(ask("Why?"), told.answerer);
      told.say("Because");
      await conversations.interrupt(1);
      expect((await store.load(owner, chatId))?.messages.map(textOf)).toEqual(["Why?", "Because"]);
      expect((await store.load(owner, chatId))?.messages.at(-1)?.metadata).toMatchObject({
        status: "failed",
      });
    });

    it("that is whole when its process is about to end stays so", async () => {
      await readAnswer(streamOf(await tell(ask("Why?"), say("Because."))));
      await conversations.interrupt();
      expect((await store.load(owner, chatId))?.messages.at(-1)?.metadata).toEqual(metadata("complete"));
    });

    it("is told to stop by another process", async () => {
      const told = createTold();
      const asked = await tell(ask("Why?"), told.answerer);
      const other = createConversations({ store, streams: null, saving: quick, report: fail });
      expect(await other.join(owner, chatId)).toBeNull();
      expect(await other.stop(owner, chatId)).toBe(true);
      await told.stopped;
      await readAnswer(streamOf(asked));
      expect(await other.stop(owner, chatId)).toBe(false);
    });
  });

  describe("a chat's title", () => {
    it("is the model's after the first exchange", async () => {
      await readAnswer(streamOf(await tell(ask("Why is it so?"), say("Because.", { title: "The reason" }))));
      await eventually(async () => expect((await store.load(owner, chatId))?.title).toBe("The reason"));
    });

    it("stays the question's where the model has none", async () => {
      await readAnswer(streamOf(await tell(ask("Why is it so?"), say("Because."))));
      expect((await store.load(owner, chatId))?.title).toBe("Why is it so?");
    });
  });

  describe("while the database is gone", () => {
    function createOutage() {
      let gone = false;
      const failing = new Proxy(store, {
        get: (target, name: keyof ChatStore) =>
          gone ? () => Promise.reject(new Error("The database is gone.")) : target[name],
      });
      const errors: unknown[] = [];
      const outage = createConversations({
        store: failing,
        streams: null,
        saving: quick,
        report: (error) => errors.push(error),
      });
      const set = (value: boolean) => {
        gone = value;
      };
      return { outage, set, errors };
    }

    it("an answer goes on, says that it is not kept, and is kept when the database is back", async () => {
      const { outage, set, errors } = createOutage();
      const told = createTold();
      const stream = streamOf(await outage.ask(owner, chatId, ask("Why?"), told.answerer));
      told.startStep();
      set(true);
      told.say("Because.");
      await eventually(() => expect(errors).toHaveLength(1));
      told.finish();
      expect(await readAnswer(stream)).toEqual({ text: "Because.", saved: false });
      expect(await readAnswer(await outage.join(owner, chatId))).toEqual({ text: "Because.", saved: false });
      set(false);
      await eventually(async () => {
        expect((await store.load(owner, chatId))?.answering).toBeNull();
        expect(await kept()).toEqual(["Why?", "Because."]);
      });
    });

    it("an answer says that it is kept again", async () => {
      const { outage, set, errors } = createOutage();
      const told = createTold();
      const stream = streamOf(await outage.ask(owner, chatId, ask("Why?"), told.answerer));
      set(true);
      await eventually(() => expect(errors).toHaveLength(1));
      set(false);
      await eventually(async () => {
        told.say("x");
        expect(await kept()).not.toEqual(["Why?", ""]);
      });
      told.finish();
      expect((await readAnswer(stream)).saved).toBe(true);
    });

    it("no question is taken", async () => {
      const { outage, set } = createOutage();
      set(true);
      await expect(outage.ask(owner, chatId, ask("Why?"), say("Because."))).rejects.toThrow("gone");
      set(false);
      expect(await store.load(owner, chatId)).toBeNull();
    });
  });

  describe("an answer that was taken for interrupted and was not", () => {
    /** As another process does that found no sign of life. */
    async function give(): Promise<void> {
      const { db } = database();
      await db
        .update(answers)
        .set({ seenAt: sql`now() - interval '1 day'` })
        .where(eq(answers.chatId, chatId));
      await store.load(owner, chatId);
    }
    const patient = { ...quick, beatMs: 200 };

    it("goes on being kept, and can be stopped from everywhere", async () => {
      const told = createTold();
      const asked = await tell(ask("Why?"), told.answerer);
      told.startStep();
      told.say("One.");
      await eventually(async () => expect(await kept()).toEqual(["Why?", "One."]));
      told.endStep();
      told.startStep();
      told.say("Two.");
      await eventually(async () => expect(await kept()).toEqual(["Why?", "One.Two."]));
      await give();
      await eventually(async () => expect((await store.load(owner, chatId))?.answering).not.toBeNull());
      await eventually(async () => expect(await kept()).toEqual(["Why?", "One.Two."]));
      told.say("Three.");
      await eventually(async () => expect(await kept()).toEqual(["Why?", "One.Two.Three."]));
      const other = createConversations({ store, streams: null, saving: quick, report: fail });
      expect(await other.stop(owner, chatId)).toBe(true);
      await told.stopped;
      await readAnswer(streamOf(asked));
      expect((await store.load(owner, chatId))?.messages.at(-1)?.metadata?.status).toBe("stopped");
    });

    it("turns further questions away, also before it has noticed", async () => {
      const slow = createConversations({ store, streams: null, saving: patient, report: fail });
      const told = createTold();
      const asked = await slow.ask(owner, chatId, ask("Why?"), told.answerer);
      await give();
      const next = await slow.ask(owner, chatId, ask("How?"), say("Thus."));
      expect(next).toEqual({ ok: false, reason: "still-answering" });
      told.finish();
      await readAnswer(streamOf(asked));
    });

    it("ends when another process answers in its chat by now", async () => {
      const slow = createConversations({ store, streams: null, saving: patient, report: fail });
      const [told, next] = [createTold(), createTold()];
      const asked = await slow.ask(owner, chatId, ask("Why?"), told.answerer);
      told.say("Because.");
      await give();
      const later = await tell(ask("How?"), next.answerer);
      await told.stopped;
      await readAnswer(streamOf(asked));
      next.say("Thus.");
      next.finish();
      await readAnswer(streamOf(later));
      expect(await kept()).toEqual(["Why?", "Because.", "How?", "Thus."]);
      const { messages = [] } = (await store.load(owner, chatId)) ?? {};
      expect(messages[1]?.metadata?.failure?.cause).toBe("interrupted");
    });
  });

  it("keep what can be read of an answer that cannot be read to its end, and say so", async () => {
    const errors: unknown[] = [];
    const reporting = createConversations({
      store,
      streams: null,
      saving: quick,
      report: (error) => errors.push(error),
    });
    const told = createTold();
    const asked = await reporting.ask(owner, chatId, ask("Why?"), told.answerer);
    told.say("Because.");
    told.write({ type: "text-delta", id: "nowhere", delta: "?" });
    await eventually(() => expect(errors).toHaveLength(1));
    expect(await reporting.stop(owner, chatId)).toBe(true);
    await told.stopped;
    await readAnswer(streamOf(asked));
    expect(await kept()).toEqual(["Why?", "Because."]);
    const last = (await store.load(owner, chatId))?.messages.at(-1);
    expect(last?.metadata).toMatchObject({ status: "failed", failure: { cause: "interrupted" } });
  });

  it("give up what cannot be kept when the process is about to end", async () => {
    const dying = { ...quick, lastMs: 20 };
    const failing = { ...store, finish: () => Promise.reject(new Error("The database is gone.")) };
    const outage = createConversations({ store: failing, streams: null, saving: dying, report: () => {} });
    const told = createTold();
    await outage.ask(owner, chatId, ask("Why?"), told.answerer);
    told.finish();
    await outage.interrupt();
    expect(await outage.join(owner, chatId)).toBeNull();
  });

  it("take only one of two questions that come at the same moment", async () => {
    // Neither answer ends by itself: else the second question could come after the first one's end.
    const told = [createTold(), createTold()];
    const both = await Promise.all(told.map(({ answerer }, at) => tell(ask(`Why ${at}?`), answerer)));
    expect(both.map(({ ok }: Asked) => ok).sort()).toEqual([false, true]);
    for (const [at, asked] of both.entries()) {
      if (!asked.ok) continue;
      told[at]?.finish();
      await readAnswer(asked.stream);
    }
    expect(await kept()).toHaveLength(2);
  });
});

describe("a revision of a run", () => {
  const before: Execution = {
    status: "withheld",
    program: { written: "1", code: null, sha256: null },
    refusals: 3,
  };
  const after: Execution = { ...before, refusals: 4 };

  /** A store that keeps one run of each chat, and counts nothing else. */
  function createRuns() {
    const runs = new Map<string, Execution>([
      ["run-1", before],
      ["run-2", before],
    ]);
    const store = {
      loadRun: async (by: string, _chatId: string, runId: string) =>
        by === owner ? (runs.get(runId) ?? null) : null,
      saveRun: async (_by: string, _chatId: string, runId: string, run: Execution) =>
        runs.has(runId) && Boolean(runs.set(runId, run)),
    } as unknown as ChatStore;
    const { reviseRun } = createConversations({ store, streams: null, report: fail });
    return {
      runs,
      revise: (runId: string, by = owner) => reviseRun(by, "chat", runId, async () => after),
      reviseRun,
    };
  }

  it("replaces that run's record and leaves the others", async () => {
    const { runs, revise } = createRuns();
    expect(await revise("run-1")).toEqual({ ok: true, run: after });
    expect([...runs.values()]).toEqual([after, before]);
  });

  it("is not had of a run that is not there, or somebody else's", async () => {
    const { revise } = createRuns();
    expect(await revise("run-3")).toEqual({ ok: false, reason: "no-such-run" });
    expect(await revise("run-1", "somebody else")).toEqual({ ok: false, reason: "no-such-run" });
  });

  it("that comes to nothing leaves the record as it is", async () => {
    const { runs, reviseRun } = createRuns();
    expect(await reviseRun(owner, "chat", "run-1", async () => null)).toEqual({
      ok: false,
      reason: "unrevised",
    });
    expect(runs.get("run-1")).toEqual(before);
  });

  it("is one at a time for a run, and free again when it has failed", async () => {
    const { revise, reviseRun } = createRuns();
    const begun = Promise.withResolvers<void>();
    const failed = reviseRun(owner, "chat", "run-1", () =>
      begun.promise.then(() => Promise.reject(new Error("No."))),
    );
    expect(await revise("run-1")).toEqual({ ok: false, reason: "under-way" });
    expect(await revise("run-2")).toMatchObject({ ok: true });
    begun.resolve();
    await expect(failed).rejects.toThrow("No.");
    expect(await revise("run-1")).toMatchObject({ ok: true });
  });

  it("does not bring back a run that is gone meanwhile", async () => {
    const { runs, reviseRun } = createRuns();
    const revision = await reviseRun(owner, "chat", "run-1", async () => {
      runs.delete("run-1");
      return after;
    });
    expect(revision).toEqual({ ok: false, reason: "no-such-run" });
  });
});
