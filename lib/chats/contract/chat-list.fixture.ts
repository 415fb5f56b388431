import { eq, sql } from "drizzle-orm";
import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import type { ListKey } from "#lib/chats";
import { chats } from "#lib/database";
import { createTalk, type Stage } from "./stage.fixture.ts";

/** How chats are listed, named and deleted. */
export function describeChatList({ db, store }: Stage): void {
  /** So many chats of one owner, oldest first. */
  async function fill(count: number, owner: string = nanoid()) {
    const talks = Array.from({ length: count }, () => createTalk(store(), owner));
    for (const talk of talks) await talk.exchange("One?");
    return { owner, talks, ids: talks.map(({ id }) => id) };
  }

  async function readAll(owner: string, limit: number, between = async () => {}) {
    const pages: string[][] = [];
    for (let after: ListKey | null = null; ; ) {
      const page = await store().list(owner, { after, limit });
      pages.push(page.chats.map(({ id }) => id));
      if (page.next === null) return pages;
      after = page.next;
      await between();
    }
  }

  describe("the list of chats", () => {
    it("has an owner's own, those of the last question first", async () => {
      const { owner, talks, ids } = await fill(3);
      await talks[0]?.exchange("Two?");
      await fill(1);
      const { chats, next } = await store().list(owner, { after: null, limit: 10 });
      expect(chats.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[1]]);
      expect(next).toBeNull();
      const { messages, forks, answering, unverified, shareToken, ...summary } =
        (await talks[0]?.load()) ?? {};
      expect(chats[0]).toEqual(summary);
    });

    it("comes in pages that neither skip nor repeat a chat while others come", async () => {
      const { owner, ids } = await fill(7);
      const pages = await readAll(owner, 3, () =>
        createTalk(store(), owner)
          .exchange("New?")
          .then(() => {}),
      );
      expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
      expect(pages.flat()).toEqual(ids.toReversed());
    });

    it("goes on after the right one of chats of one and the same time", async () => {
      const { owner, ids } = await fill(5);
      // More exact than JavaScript's times are.
      await db()
        .update(chats)
        .set({ updatedAt: sql`'2026-01-01 12:00:00.1234567Z'` })
        .where(eq(chats.ownerId, owner));
      const pages = await readAll(owner, 2);
      expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
      expect(pages.flat().toSorted()).toEqual(ids.toSorted());
    });

    it("ends, or begins, at a place that no chat has", async () => {
      const { owner, ids } = await fill(1);
      const list = async (updatedAt: number, id: string) =>
        (await store().list(owner, { after: { updatedAt, id }, limit: 10 })).chats.map((chat) => chat.id);
      expect(await list(0, "")).toEqual([]);
      expect(await list(-1e300, "\0")).toEqual([]);
      expect(await list(8.64e15, "x")).toEqual(ids);
      expect(await store().list(nanoid(), { after: null, limit: 10 })).toEqual({ chats: [], next: null });
    });
  });

  describe("a title", () => {
    it("is the owner's to change, and is one line", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?");
      expect(await store().rename(talk.owner, talk.id, " My\0 \n numbers\ud800 ")).toBe(true);
      expect((await talk.load()).title).toBe("My numbers\ufffd");
      expect(await store().rename(talk.owner, talk.id, "x".repeat(10_000))).toBe(true);
      expect((await talk.load()).title).toHaveLength(200);
      expect(await store().rename(nanoid(), talk.id, "Yours")).toBe(false);
      expect(await store().rename(talk.owner, nanoid(), "None")).toBe(false);
      expect((await talk.load()).title).toHaveLength(200);
    });

    it("by the model takes the place of the question's words, and never that of a person's", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?");
      await store().suggestTitle(talk.id, "Counting");
      expect((await talk.load()).title).toBe("Counting");
      await store().suggestTitle(talk.id, " \n");
      expect((await talk.load()).title).toBe("Counting");
      await store().rename(talk.owner, talk.id, "Mine");
      await store().suggestTitle(talk.id, "Numbers");
      expect((await talk.load()).title).toBe("Mine");
      await store().suggestTitle(nanoid(), "Nothing");
    });

    it("leaves a chat where it is in the list", async () => {
      const { owner, ids } = await fill(2);
      await store().rename(owner, ids[0] ?? "", "Mine");
      const { chats } = await store().list(owner, { after: null, limit: 10 });
      expect(chats.map(({ id }) => id)).toEqual(ids.toReversed());
    });
  });

  describe("a deleted chat", () => {
    it("is gone for its owner, and comes back whole for a day", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?");
      const before = await talk.load();
      expect(await store().has(talk.owner, talk.id)).toBe(true);
      expect(await store().delete(talk.owner, talk.id)).toBe(true);
      expect(await store().has(talk.owner, talk.id)).toBe(false);
      expect(await store().delete(talk.owner, talk.id)).toBe(false);
      expect(await store().load(talk.owner, talk.id)).toBeNull();
      expect(await store().rename(talk.owner, talk.id, "Gone")).toBe(false);
      expect((await store().list(talk.owner, { after: null, limit: 10 })).chats).toEqual([]);
      expect(await store().search(talk.owner, "one", 10)).toEqual([]);
      expect(await store().restore(nanoid(), talk.id)).toBe(false);
      expect(await store().restore(talk.owner, talk.id)).toBe(true);
      expect(await store().restore(talk.owner, talk.id)).toBe(false);
      expect(await talk.load()).toEqual(before);
    });

    it("is not for others to delete", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?");
      expect(await store().delete(nanoid(), talk.id)).toBe(false);
      expect(await store().has(nanoid(), talk.id)).toBe(false);
      expect(await talk.load()).toMatchObject({ id: talk.id });
    });

    it("is gone for good after a day when the server starts, though nobody deletes another", async () => {
      const { owner, ids } = await fill(2);
      const [old = "", kept = ""] = ids;
      await store().delete(owner, old);
      await db().update(chats).set({ deletedAt: sql`now() - interval '25 hours'` }).where(eq(chats.id, old));
      await store().purge();
      const left = await db().select({ id: chats.id }).from(chats).where(eq(chats.ownerId, owner));
      expect(left).toEqual([{ id: kept }]);
    });

    it("is gone for good after a day, with all that was in it", async () => {
      const { owner, ids } = await fill(4);
      const [old = "", young = "", kept = "", last = ""] = ids;
      for (const id of [old, young]) await store().delete(owner, id);
      const age = (id: string, hours: number) =>
        db()
          .update(chats)
          .set({ deletedAt: sql`now() - ${hours} * interval '1 hour'` })
          .where(eq(chats.id, id));
      await age(old, 24.1);
      await age(young, 23.9);
      expect(await store().restore(owner, old)).toBe(false);
      await store().delete(owner, last);
      const left = await db().select({ id: chats.id }).from(chats).where(eq(chats.ownerId, owner));
      expect(left.map(({ id }) => id).toSorted()).toEqual([young, kept, last].toSorted());
      expect(await store().restore(owner, young)).toBe(true);
      // Its id can be had again.
      expect((await createTalk(store(), owner, old).ask("Anew?")).begun).toMatchObject({ ok: true });
    });
  });
}
