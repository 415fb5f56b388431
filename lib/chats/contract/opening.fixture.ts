import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import type { ChatMessage } from "#lib/agent";
import { answer, createTalk, expectOk, listTexts, run, type Stage, say, step } from "./stage.fixture.ts";

/** Values that databases like to change. */
const hardValues: [string, unknown][] = [
  ["NUL", "a\0b"],
  ["half a surrogate pair", "\ud800 and \udc00"],
  ["numbers of every size", [1e21, 1e-7, -0, 0.1, 2 ** 53, 123456789012345680000]],
  ["keys with a meaning", JSON.parse('{"__proto__":1,"constructor":2,"":3,"2":4,"1":5,"\\u0000":6}')],
  ["texts that look like JSON", ["null", "{}", '"', "\\u0000", "\\"]],
  ["a megabyte", "é".repeat(1024 * 1024)],
  ["depth", nest(1_000)],
  ["nothing", [null, {}, [], ""]],
];

function nest(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
  return value;
}

/** How conversations are read. */
export function describeOpening({ store }: Stage): void {
  describe("a chat", () => {
    it.each(hardValues)("keeps %s as it was", async (_, value) => {
      const talk = createTalk(store());
      const parts = [step, run("1", { value }), say(JSON.stringify(value))];
      await talk.exchange("What?", parts);
      const { messages } = await talk.load();
      expect(JSON.stringify(messages[1]?.parts)).toBe(JSON.stringify(parts));
    });

    it("keeps a question and what is known of an answer to the letter", async () => {
      const talk = createTalk(store());
      const asked: ChatMessage = { id: nanoid(), role: "user", parts: [say("\0\ud800?")] };
      const { begun, key, message } = await talk.begin({ kind: "new", question: asked, parentId: null });
      expect(begun).toMatchObject({ ok: true, messages: [asked] });
      const whole = answer([], { model: "\0\ud800", stepLimitReached: 8 }, message.id);
      await store().finish(key, whole);
      expect((await talk.load()).messages).toEqual([asked, whole]);
    });

    it("is not there for anybody else, nor before it was begun, whatever its id", async () => {
      const talk = createTalk(store());
      await talk.exchange("Mine.");
      expect(await store().load(nanoid(), talk.id)).toBeNull();
      for (const id of [nanoid(), "", "\0", "'", "%", "\ud800", "x".repeat(20_000)])
        expect(await store().load(talk.owner, id)).toBeNull();
    });

    it("has a thousand messages in their order", async () => {
      const messages = Array.from({ length: 1_000 }, (_, at) => ({
        message:
          at % 2
            ? answer([say(`${at}`)], {}, `m${at}`)
            : { ...answer([say(`${at}`)], {}, `m${at}`), role: "user" as const },
        parentId: at === 0 ? null : `m${at - 1}`,
        createdAt: 1_700_000_000_000 + at,
        unverified: false,
      }));
      const owner = nanoid();
      const tree = { title: "Long", createdAt: 1, updatedAt: 2, headId: "m999", messages };
      const id = await store().addTree(owner, tree, { unverified: false });
      const chat = await store().load(owner, id);
      expect(listTexts(chat?.messages ?? [])).toEqual(messages.map((_, at) => `${at}`));
    });
  });

  describe("the branches of a chat", () => {
    it("are all there, and the one chosen is what its owner sees from then on", async () => {
      const talk = createTalk(store());
      const first = await talk.exchange("One?", [say("1")]);
      const second = await talk.exchange("Two?", [say("2")]);
      const third = await talk.exchange("Three?", [say("3")], first.answered);
      const below = await talk.exchange("And?", [say("4")]);
      expect(await store().chooseBranch(talk.owner, talk.id, second.asked)).toBe(true);
      expect(listTexts((await talk.load()).messages)).toEqual(["One?", "1", "Two?", "2"]);
      expect(await store().chooseBranch(talk.owner, talk.id, third.asked)).toBe(true);
      const chat = await talk.load();
      expect(listTexts(chat.messages)).toEqual(["One?", "1", "Three?", "3", "And?", "4"]);
      expect(chat.forks).toEqual({ [third.asked]: [second.asked, third.asked] });
      const { begun } = await talk.ask("Next?");
      expectOk(begun);
      expect(begun.messages.at(-2)?.id).toBe(below.answered);
    });

    it("are gone over to at their newest end", async () => {
      const talk = createTalk(store());
      const { asked, answered } = await talk.exchange("One?", [say("1")]);
      const longer = await talk.exchange("Two?", [say("2")]);
      await talk.exchange("Three?", [say("3")]);
      const newer = await talk.exchange("Two!", [say("2!")], answered);
      const other = await talk.again(asked, [say("one")]);
      const texts = async (messageId: string) => {
        await store().chooseBranch(talk.owner, talk.id, messageId);
        return listTexts((await talk.load()).messages);
      };
      expect(await texts(answered)).toEqual(["One?", "1", "Two!", "2!"]);
      expect(await texts(longer.asked)).toEqual(["One?", "1", "Two?", "2", "Three?", "3"]);
      expect(await texts(newer.answered)).toEqual(["One?", "1", "Two!", "2!"]);
      expect(await texts(asked)).toEqual(["One?", "one"]);
      expect(await texts(other)).toEqual(["One?", "one"]);
    });

    it("cannot be chosen by others, nor by what is not in the chat", async () => {
      const talk = createTalk(store());
      const { asked } = await talk.exchange("One?");
      const other = createTalk(store());
      const foreign = await other.exchange("Elsewhere.");
      const before = await talk.load();
      expect(await store().chooseBranch(nanoid(), talk.id, asked)).toBe(false);
      expect(await store().chooseBranch(talk.owner, talk.id, foreign.asked)).toBe(false);
      expect(await store().chooseBranch(talk.owner, nanoid(), asked)).toBe(false);
      expect(await talk.load()).toEqual(before);
    });

    it("of another answer under way leave the one that is shown as it is", async () => {
      const talk = createTalk(store());
      const { answered, asked } = await talk.exchange("One?", [say("1")]);
      const { message } = await talk.begin({ kind: "again", questionId: asked });
      await store().chooseBranch(talk.owner, talk.id, answered);
      const chat = await talk.load();
      expect(listTexts(chat.messages)).toEqual(["One?", "1"]);
      expect(chat.answering).toBe(message.id);
    });
  });

  describe("a shared chat", () => {
    it("shows the branch its owner is on to whoever has the link, until it is withdrawn", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?", [say("1")]);
      const token = await store().share(talk.owner, talk.id);
      expect(token).toMatch(/^[\w-]{32}$/);
      expect(await store().share(talk.owner, talk.id)).toBe(token);
      const { title, createdAt, updatedAt, messages, unverified, shared, shareToken } = await talk.load();
      expect([shared, shareToken]).toEqual([true, token]);
      expect(await store().loadShared(token ?? "")).toEqual({
        title,
        createdAt,
        updatedAt,
        messages,
        unverified,
      });
      expect(await store().unshare(talk.owner, talk.id)).toBe(true);
      expect(await store().loadShared(token ?? "")).toBeNull();
      expect(await talk.load()).toMatchObject({ shared: false, shareToken: null });
      expect(await store().share(talk.owner, talk.id)).not.toBe(token);
    });

    it("is shared by nobody else, and gone with its chat", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?");
      expect(await store().share(nanoid(), talk.id)).toBeNull();
      const token = await store().share(talk.owner, talk.id);
      expect(await store().unshare(nanoid(), talk.id)).toBe(false);
      expect(await store().loadShared(talk.id)).toBeNull();
      await store().delete(talk.owner, talk.id);
      expect(await store().loadShared(token ?? "")).toBeNull();
      expect(await store().share(talk.owner, talk.id)).toBeNull();
    });
  });
}
