import { eq, sql } from "drizzle-orm";
import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import { type AnswerKey, createDatabaseStore } from "#lib/chats";
import { answers } from "#lib/database";
import { answer, createTalk, run, type Stage, say, silentForMs, step } from "./stage.fixture.ts";

/** How answers are kept while they are written. */
export function describeAnswering({ db, store }: Stage): void {
  /** As if the answer's process had given no sign of life for so long. */
  async function silence({ chatId }: AnswerKey, ms = silentForMs + 1_000): Promise<void> {
    const seenAt = sql`now() - ${ms} * interval '1 millisecond'`;
    await db().update(answers).set({ seenAt }).where(eq(answers.chatId, chatId));
  }

  const interrupted = {
    status: "failed",
    failure: { cause: "interrupted", message: expect.stringMatching(/server ended.*kept/) },
  };

  async function start() {
    const talk = createTalk(store());
    const { key, message } = await talk.ask("One?");
    const load = async () => (await talk.load()).messages.at(-1);
    return { talk, key, load, write: (parts = message.parts) => ({ ...message, parts }) };
  }

  describe("an answer under way", () => {
    it("shows the steps that have ended and the one under way", async () => {
      const { talk, key, load, write } = await start();
      await store().saveProgress(key, [step, say("Let me")]);
      expect(await load()).toEqual(write([step, say("Let me")]));
      await store().saveProgress(key, [step, say("Let me see.")]);
      await store().saveSteps(key, write([step, say("Let me see."), run("1")]));
      expect(await load()).toEqual(
        write([step, say("Let me see."), expect.objectContaining(run("1", { id: expect.any(String) }))]),
      );
      await store().saveProgress(key, [step, say("It is")]);
      expect((await load())?.parts).toHaveLength(5);
      expect((await talk.load()).answering).toBe(key.messageId);
      expect(await store().findAnswering(talk.owner, talk.id)).toBe(key.messageId);
    });

    it("is whole and frees the chat when it is finished, at a later time", async () => {
      const { talk, key, load } = await start();
      await store().saveProgress(key, [step, say("It")]);
      const before = await talk.load();
      const whole = answer([step, say("It is 1.")], {}, key.messageId);
      await store().finish(key, whole);
      await store().finish(key, whole);
      expect(await load()).toEqual(whole);
      const after = await talk.load();
      expect(after.answering).toBeNull();
      expect(after.updatedAt).toBeGreaterThanOrEqual(before.updatedAt);
      expect(await store().findAnswering(talk.owner, talk.id)).toBeNull();
    });

    it("takes nothing any more once it is finished", async () => {
      const { talk, key } = await start();
      await store().finish(key, answer([say("It is 1.")], {}, key.messageId));
      const before = await talk.load();
      await store().saveProgress(key, [say("Late")]);
      await store().saveSteps(key, answer([say("Late")], { status: "answering" }, key.messageId));
      expect(await store().renew(key)).toBe("lost");
      expect(await store().takeBack(key, answer([say("Late")], { status: "answering" }, key.messageId))).toBe(
        false,
      );
      expect(await talk.load()).toEqual(before);
    });

    it("hears from its owner, and from nobody else, that it is to stop", async () => {
      const { talk, key } = await start();
      expect(await store().renew(key)).toBe("goes-on");
      expect(await store().requestStop(nanoid(), talk.id)).toBe(false);
      expect(await store().findAnswering(nanoid(), talk.id)).toBeNull();
      expect(await store().renew(key)).toBe("goes-on");
      expect(await store().requestStop(talk.owner, talk.id)).toBe(true);
      expect(await store().renew(key)).toBe("stop");
      await store().finish(key, answer([], { status: "stopped" }, key.messageId));
      expect(await store().requestStop(talk.owner, talk.id)).toBe(false);
      const next = await talk.ask("Two?");
      expect(await store().renew(next.key)).toBe("goes-on");
    });

    it("is to stop when its chat is deleted, and is there when the chat is restored", async () => {
      const { talk, key, load } = await start();
      await store().delete(nanoid(), talk.id);
      expect(await store().renew(key)).toBe("goes-on");
      await store().delete(talk.owner, talk.id);
      expect(await store().renew(key)).toBe("stop");
      const whole = answer([say("It is 1.")], {}, key.messageId);
      await store().finish(key, whole);
      await store().restore(talk.owner, talk.id);
      expect(await load()).toEqual(whole);
    });
  });

  describe("an answer whose process is gone", () => {
    it.each<[string, (talk: Awaited<ReturnType<typeof start>>["talk"]) => Promise<unknown>]>([
      ["when the chat is opened", (talk) => talk.load()],
      ["when the chat is read whole", (talk) => store().loadTree(talk.owner, talk.id)],
      ["when it is asked for", (talk) => store().findAnswering(talk.owner, talk.id)],
      ["when it is to be stopped", (talk) => store().requestStop(talk.owner, talk.id)],
      ["when the server starts", () => store().endInterrupted(silentForMs)],
    ])("is kept as far as it was saved, and says so, %s", async (_, touch) => {
      const { talk, key, load, write } = await start();
      await store().saveSteps(key, write([step, say("First.")]));
      const broken = { ...run("1"), state: "input-available", output: undefined } as ReturnType<typeof run>;
      await store().saveProgress(key, [step, broken]);
      await silence(key);
      await touch(talk);
      const kept = JSON.parse(JSON.stringify(write([step, say("First."), step, broken])));
      expect(await load()).toEqual({ ...kept, metadata: { ...kept.metadata, ...interrupted } });
      expect((await talk.load()).answering).toBeNull();
      expect(await store().search(talk.owner, "first", 10)).toMatchObject([{ messageId: key.messageId }]);
    });

    it("makes way for the next question", async () => {
      const { talk, key } = await start();
      await store().saveProgress(key, [step, say("It")]);
      await silence(key);
      const { begun } = await talk.ask("Two?");
      expect(begun).toMatchObject({ ok: true, messages: [{}, { metadata: interrupted }, {}] });
    });

    it("is not taken for one whose process lives", async () => {
      const { talk, key } = await start();
      await silence(key, silentForMs - 10_000);
      await store().endInterrupted(silentForMs);
      expect((await talk.ask("Two?")).begun).toEqual({ ok: false, reason: "still-answering" });
      expect((await talk.load()).answering).toBe(key.messageId);
      await silence(key);
      await store().renew(key);
      expect((await talk.load()).answering).toBe(key.messageId);
    });

    it("is ended at once where no other process can be writing it", async () => {
      const { talk } = await start();
      await store().endInterrupted(0);
      expect(await talk.load()).toMatchObject({ answering: null, messages: [{}, { metadata: interrupted }] });
    });

    it("is ended once, by one of those who find it", async () => {
      const { talk, key } = await start();
      await silence(key);
      const other = createDatabaseStore({ db: db(), silentForMs });
      const found = [store(), other, store(), other].map((one) => one.load(talk.owner, talk.id));
      for (const chat of await Promise.all(found))
        expect(chat).toMatchObject({ answering: null, messages: [{}, { metadata: interrupted }] });
    });
  });

  describe("an answer that was taken for interrupted and was not", () => {
    it("becomes what it is", async () => {
      const { key, load } = await start();
      await silence(key);
      expect(await load()).toMatchObject({ metadata: interrupted });
      expect(await store().renew(key)).toBe("lost");
      const whole = answer([say("It is 1.")], {}, key.messageId);
      await store().finish(key, whole);
      expect(await load()).toEqual(whole);
    });

    it("takes the chat back with the steps that have ended, and goes on", async () => {
      const { talk, key, load, write } = await start();
      await store().saveSteps(key, write([step, say("First.")]));
      await store().saveProgress(key, [step, say("Sec")]);
      await silence(key);
      expect(await load()).toMatchObject({ metadata: interrupted });
      expect(await store().takeBack(key, write([step, say("First.")]))).toBe(true);
      expect(await load()).toEqual(write([step, say("First.")]));
      await store().saveProgress(key, [step, say("Second.")]);
      expect(await load()).toEqual(write([step, say("First."), step, say("Second.")]));
      expect((await talk.ask("Two?")).begun).toEqual({ ok: false, reason: "still-answering" });
      expect(await store().requestStop(talk.owner, talk.id)).toBe(true);
      expect(await store().renew(key)).toBe("stop");
    });

    it("does not take back a chat that is answered anew, or deleted", async () => {
      const [asked, deleted] = [await start(), await start()];
      for (const { talk, key } of [asked, deleted]) {
        await silence(key);
        await talk.load();
      }
      const next = await asked.talk.ask("Two?");
      await store().delete(deleted.talk.owner, deleted.talk.id);
      for (const { key, write } of [asked, deleted]) expect(await store().takeBack(key, write())).toBe(false);
      expect((await asked.talk.load()).answering).toBe(next.key.messageId);
      await store().restore(deleted.talk.owner, deleted.talk.id);
      expect((await deleted.talk.load()).answering).toBeNull();
    });

    it("leaves the chat where it has gone meanwhile", async () => {
      const { talk, key } = await start();
      await silence(key);
      const next = await talk.ask("Two?");
      await store().saveProgress(key, [say("Late")]);
      const whole = answer([say("It is 1.")], {}, key.messageId);
      await store().finish(key, whole);
      const chat = await talk.load();
      expect(chat.messages[1]).toEqual(whole);
      expect(chat.messages.at(-1)).toEqual(next.message);
      expect(chat.answering).toBe(next.key.messageId);
      expect(await store().findAnswering(talk.owner, talk.id)).toBe(next.key.messageId);
    });
  });
}
