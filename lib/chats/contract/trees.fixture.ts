import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import type { ChatTree } from "#lib/chats";
import { answer, createTalk, listTexts, question, run, type Stage, say, step } from "./stage.fixture.ts";

/** How conversations are read and added whole. */
export function describeTrees({ store }: Stage): void {
  async function grow() {
    const talk = createTalk(store());
    const first = await talk.exchange("One?", [step, run("1", { id: "call-a", value: "\0\ud800" })]);
    await talk.exchange("Two?", [say("2")]);
    await talk.exchange("Three?", [say("3")], first.answered);
    await talk.again(first.asked, [say("one")]);
    const tree = await store().loadTree(talk.owner, talk.id);
    if (!tree) throw new Error("The chat is not there.");
    return { talk, first, tree };
  }

  function chain(...messages: ChatTree["messages"][number]["message"][]): ChatTree {
    return {
      title: "Chain",
      createdAt: 1_700_000_000_000,
      updatedAt: 1_700_000_000_000,
      headId: messages.at(-1)?.id ?? null,
      messages: messages.map((message, at) => ({
        message,
        parentId: messages[at - 1]?.id ?? null,
        createdAt: 1_700_000_000_000 + at,
        unverified: false,
      })),
    };
  }

  describe("a conversation as a whole", () => {
    it("has every message of every branch, oldest first", async () => {
      const { talk, first, tree } = await grow();
      expect(listTexts(tree.messages.map(({ message }) => message))).toEqual([
        "One?",
        "",
        "Two?",
        "2",
        "Three?",
        "3",
        "one",
      ]);
      expect(tree.messages.map(({ parentId }) => parentId).toSpliced(2, 4)).toEqual([
        null,
        first.asked,
        first.asked,
      ]);
      const { title, createdAt, updatedAt, messages } = await talk.load();
      expect(tree).toMatchObject({ title, createdAt, updatedAt, headId: messages.at(-1)?.id });
    });

    it("is not there for anybody else", async () => {
      const { talk } = await grow();
      expect(await store().loadTree(nanoid(), talk.id)).toBeNull();
      expect(await store().loadTree(talk.owner, nanoid())).toBeNull();
      await store().delete(talk.owner, talk.id);
      expect(await store().loadTree(talk.owner, talk.id)).toBeNull();
    });

    it("is the same when it is added elsewhere, under a new id", async () => {
      const { talk, tree } = await grow();
      const owner = nanoid();
      const id = await store().addTree(owner, tree, { unverified: false });
      expect(id).not.toBe(talk.id);
      const { updatedAt, ...same } = tree;
      expect(await store().loadTree(owner, id)).toMatchObject(same);
      const { forks, messages } = await talk.load();
      expect(await store().load(owner, id)).toMatchObject({ forks, messages, unverified: [], shared: false });
    });

    it("comes into the list as new, and can be gone on with, searched and shared", async () => {
      const { tree } = await grow();
      const owner = nanoid();
      await createTalk(store(), owner).exchange("Before.");
      const id = await store().addTree(owner, { ...tree, updatedAt: 1, createdAt: 1 }, { unverified: false });
      const { chats } = await store().list(owner, { after: null, limit: 10 });
      expect(chats[0]).toMatchObject({ id, createdAt: 1, title: "One?" });
      const talk = createTalk(store(), owner, id);
      expect((await talk.ask("Four?")).begun).toMatchObject({ ok: true, untitled: false });
      expect((await store().search(owner, "three", 10)).map((hit) => hit.id)).toEqual([id]);
    });

    it("says of each message that nobody vouches for it, of old ones and not of new ones", async () => {
      const { talk, tree } = await grow();
      const id = await store().addTree(talk.owner, tree, { unverified: true });
      const copy = createTalk(store(), talk.owner, id);
      const { messages, unverified } = await copy.load();
      expect(unverified).toEqual(messages.map((message) => message.id));
      const { begun } = await copy.ask("Four?");
      expect(begun).toMatchObject({ ok: true, unverified });
      const copied = await store().loadTree(talk.owner, id);
      expect(copied?.messages.map((message) => message.unverified)).toEqual([
        ...Array(7).fill(true),
        false,
        false,
      ]);
      // Taken out and brought back they are still nobody's.
      if (copied)
        expect(
          await store().loadTree(
            talk.owner,
            await store().addTree(talk.owner, copied, { unverified: false }),
          ),
        ).toMatchObject({ messages: copied.messages.map(({ unverified }) => ({ unverified })) });
    });

    it("has no answer under way where nobody writes it", async () => {
      const talk = createTalk(store());
      const { key } = await talk.ask("One?");
      await store().saveProgress(key, [step, say("It is")]);
      const tree = await store().loadTree(talk.owner, talk.id);
      expect(tree?.messages[1]?.message).toMatchObject({
        parts: [step, say("It is")],
        metadata: { status: "answering" },
      });
      const id = tree ? await store().addTree(talk.owner, tree, { unverified: false }) : "";
      expect(await store().load(talk.owner, id)).toMatchObject({
        answering: null,
        messages: [
          {},
          { parts: [step, say("It is")], metadata: { status: "failed", failure: { cause: "interrupted" } } },
        ],
      });
    });
  });

  describe("a large conversation", () => {
    /** A question and its answer, so often, each of so many words that no other message has. */
    function grow(exchanges: number, words: number) {
      let count = 0;
      const write = () => Array.from({ length: words }, () => (++count).toString(36)).join(" ");
      const pairs = Array.from({ length: exchanges }, () => [question(write()), answer([say(write())])]);
      return chain(...pairs.flat());
    }

    it("is added whole", async () => {
      const owner = nanoid();
      const tree = grow(750, 10);
      const id = await store().addTree(owner, tree, { unverified: false });
      const { updatedAt, ...same } = tree;
      expect(await store().loadTree(owner, id)).toMatchObject(same);
    });

    it("leaves others their turn while it is added", async () => {
      const tree = grow(100, 200);
      let turns = 0;
      let adding = true;
      const turn = () => {
        turns++;
        if (adding) setImmediate(turn);
      };
      setImmediate(turn);
      await store().addTree(nanoid(), tree, { unverified: false });
      adding = false;
      // At least for every few thousand words, while they are read and while they are written.
      expect(turns).toBeGreaterThan(2 * 8);
    });
  });

  describe("what is no conversation", () => {
    const one = question("One?", "one");
    const two = answer([say("2")], {}, "two");
    const three = question("Three?", "three");
    const withParent = (at: number, parentId: string | null) => {
      const tree = chain(one, two, three);
      return {
        ...tree,
        messages: tree.messages.map((message, index) => (index === at ? { ...message, parentId } : message)),
      };
    };

    it.each<[string, ChatTree]>([
      ["a message that follows itself", withParent(2, "three")],
      ["messages that follow each other", withParent(0, "two")],
      ["a message that follows one of another chat", withParent(2, "elsewhere")],
      ["two messages of one id", chain(one, two, three, { ...two, id: "two" })],
      ["a question that follows a question", chain(one, three)],
      ["an answer that follows nothing", chain(two)],
      ["an end that is not there", { ...chain(one, two), headId: "elsewhere" }],
    ])("is not added: %s", async (_, tree) => {
      const owner = nanoid();
      await expect(store().addTree(owner, tree, { unverified: false })).rejects.toThrow(/message/i);
      expect((await store().list(owner, { after: null, limit: 10 })).chats).toEqual([]);
    });
  });
}
