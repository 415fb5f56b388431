import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import { answer, createTalk, expectOk, listTexts, question, type Stage, say } from "./stage.fixture.ts";

/** How a question is taken. */
export function describeAsking({ store }: Stage): void {
  describe("a question", () => {
    it("begins a chat, named by its first words, with an empty answer after it", async () => {
      const talk = createTalk(store());
      const asked = question("  How many\n s in   mississippi? ");
      const { begun, message } = await talk.begin({ kind: "new", question: asked, parentId: null });
      expect(begun).toEqual({ ok: true, messages: [asked], unverified: [], untitled: true });
      expect(await talk.load()).toEqual({
        id: talk.id,
        title: "How many s in mississippi?",
        createdAt: expect.any(Number),
        updatedAt: expect.any(Number),
        shared: false,
        messages: [asked, message],
        forks: {},
        answering: message.id,
        unverified: [],
        shareToken: null,
      });
    });

    it("names a chat by as many words as fit a line", async () => {
      const talk = createTalk(store());
      await talk.ask("word ".repeat(100));
      expect((await talk.load()).title).toBe(`${"word ".repeat(12).trim()}…`);
      const japanese = createTalk(store());
      await japanese.ask("𠮟る".repeat(50));
      expect((await japanese.load()).title).toBe(`${"𠮟る".repeat(20)}…`);
      const nothing = createTalk(store());
      await nothing.ask("\0 \n");
      expect((await nothing.load()).title).toBe("New chat");
    });

    it("follows the branch its owner is on", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?", [say("1")]);
      const { begun } = await talk.ask("Two?");
      expectOk(begun);
      expect(listTexts(begun.messages)).toEqual(["One?", "1", "Two?"]);
    });

    it("follows the answer it names, and leaves what followed that before", async () => {
      const talk = createTalk(store());
      const first = await talk.exchange("One?", [say("1")]);
      const second = await talk.exchange("Two?", [say("2")]);
      const edited = await talk.exchange("Three?", [say("3")], first.answered);
      const chat = await talk.load();
      expect(listTexts(chat.messages)).toEqual(["One?", "1", "Three?", "3"]);
      expect(chat.forks).toEqual({ [edited.asked]: [second.asked, edited.asked] });
    });

    it("begins the conversation anew when it follows nothing", async () => {
      const talk = createTalk(store());
      const first = await talk.exchange("One?");
      const anew = await talk.exchange("Two?", [say("2")], null);
      const chat = await talk.load();
      expect(listTexts(chat.messages)).toEqual(["Two?", "2"]);
      expect(chat.forks).toEqual({ [anew.asked]: [first.asked, anew.asked] });
    });

    it("asked again gets one more answer beside the others", async () => {
      const talk = createTalk(store());
      const { asked, answered } = await talk.exchange("One?", [say("1")]);
      const { begun, key, message } = await talk.begin({ kind: "again", questionId: asked });
      expect(begun).toMatchObject({ ok: true, messages: [{ id: asked }] });
      await store().finish(key, answer([say("one")], {}, message.id));
      const chat = await talk.load();
      expect(listTexts(chat.messages)).toEqual(["One?", "one"]);
      expect(chat.forks).toEqual({ [message.id]: [answered, message.id] });
    });

    it.each([
      ["at its place", (parent: string | null) => parent],
      ["without a place", () => undefined],
    ])("sent twice, %s, is one question with two answers", async (_, place) => {
      const talk = createTalk(store());
      const first = await talk.exchange("One?");
      const asked = question("Two?");
      await talk.exchange(asked, [say("2")], first.answered);
      const { begun } = await talk.begin({ kind: "new", question: asked, parentId: place(first.answered) });
      expectOk(begun);
      expect(listTexts(begun.messages)).toEqual(["One?", "Yes.", "Two?"]);
      expect(Object.values((await talk.load()).forks)).toEqual([[expect.any(String), expect.any(String)]]);
    });

    it("has a title of its chat still to come until somebody gives one", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?");
      expect((await talk.ask("Two?")).begun).toMatchObject({ ok: true, untitled: true });
      const other = createTalk(store());
      await other.exchange("One?");
      await store().suggestTitle(other.id, "Numbers");
      expect((await other.ask("Two?")).begun).toMatchObject({ ok: true, untitled: false });
    });
  });

  describe("a question that cannot be taken", () => {
    it("waits for the answer under way", async () => {
      const talk = createTalk(store());
      await talk.ask("One?");
      const before = await talk.load();
      expect((await talk.ask("Two?")).begun).toEqual({ ok: false, reason: "still-answering" });
      expect(await talk.load()).toEqual(before);
    });

    it("is told of somebody else's chat, or a deleted one, as if there were none", async () => {
      const talk = createTalk(store());
      const { asked, answered } = await talk.exchange("Mine.");
      const before = await talk.load();
      const thief = createTalk(store(), nanoid(), talk.id);
      const none = { ok: false, reason: "no-such-chat" };
      expect((await thief.ask("Whose?")).begun).toEqual(none);
      expect((await thief.ask("Whose?", answered)).begun).toEqual(none);
      expect((await thief.begin({ kind: "again", questionId: asked })).begun).toEqual(none);
      expect(await store().load(thief.owner, talk.id)).toBeNull();
      expect(await talk.load()).toEqual(before);
      await store().delete(talk.owner, talk.id);
      expect((await talk.ask("Still there?")).begun).toEqual(none);
    });

    it("makes no chat when it is to follow or repeat something", async () => {
      const talk = createTalk(store());
      const none = { ok: false, reason: "no-such-chat" };
      expect((await talk.ask("After what?", nanoid())).begun).toEqual(none);
      expect((await talk.begin({ kind: "again", questionId: nanoid() })).begun).toEqual(none);
      expect(await store().load(talk.owner, talk.id)).toBeNull();
    });

    it("changes nothing when its parent or its id is forged", async () => {
      const other = createTalk(store());
      const foreign = await other.exchange("Elsewhere.");
      const talk = createTalk(store());
      const { asked, answered } = await talk.exchange("One?");
      const before = await talk.load();
      const begin = async (asking: Parameters<typeof talk.begin>[0]) => (await talk.begin(asking)).begun;
      const refused = (reason: string) => ({ ok: false, reason });
      expect((await talk.ask("Two?", foreign.answered)).begun).toEqual(refused("no-such-message"));
      expect((await talk.ask("Two?", asked)).begun).toEqual(refused("wrong-parent"));
      expect(await begin({ kind: "again", questionId: foreign.asked })).toEqual(refused("no-such-message"));
      expect(await begin({ kind: "again", questionId: answered })).toEqual(refused("wrong-parent"));
      const withId = (text: string, id: string, parentId: string | null) =>
        begin({ kind: "new", question: question(text, id), parentId });
      expect(await withId("Other words?", asked, null)).toEqual(refused("id-taken"));
      expect(await withId("One?", asked, answered)).toEqual(refused("id-taken"));
      expect(await withId("Yes.", answered, asked)).toEqual(refused("id-taken"));
      const own = nanoid();
      expect(await withId("Two?", own, own)).toEqual(refused("no-such-message"));
      expect(await talk.load()).toEqual(before);
    });
  });

  describe("questions at once", () => {
    it.each([
      ["in a new chat", false],
      ["in a chat", true],
    ])("%s: one is taken, the others are told so and lose nothing", async (_, begun) => {
      const talk = createTalk(store());
      if (begun) await talk.exchange("Zero?");
      const all = await Promise.all(["One?", "Two?", "Three?"].map((text) => talk.ask(text)));
      const reasons = all.map((one) => (one.begun.ok ? "taken" : one.begun.reason));
      expect(reasons.toSorted()).toEqual(["still-answering", "still-answering", "taken"]);
      const taken = all.find((one) => one.begun.ok);
      const chat = await talk.load();
      expect(chat.answering).toBe(taken?.message.id);
      expect(chat.messages).toHaveLength(begun ? 4 : 2);
      expect(chat.forks).toEqual({});
    });

    it("by two owners for one new chat: it belongs to one of them", async () => {
      const one = createTalk(store());
      const other = createTalk(store(), nanoid(), one.id);
      const both = await Promise.all([one.ask("One?"), other.ask("Two?")]);
      expect(both.map(({ begun }) => begun.ok).toSorted()).toEqual([false, true]);
      const owners = [one.owner, other.owner];
      const chats = await Promise.all(owners.map((owner) => store().load(owner, one.id)));
      expect(chats.filter((chat) => chat !== null)).toHaveLength(1);
    });
  });
}
