import { eq } from "drizzle-orm";
import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import type { Execution } from "#lib/agent";
import { chats, edits } from "#lib/database";
import { answer, createTalk, question, run, type Stage, say } from "./stage.fixture.ts";

/** How the versions that readers make of runs are kept. */
export function describeEdits({ store, db }: Stage): void {
  const made = (code: string, parentId: string | null = null) => ({
    id: nanoid(),
    parentId,
    execution: (run(code) as { output: Execution }).output,
  });

  async function begin() {
    const talk = createTalk(store());
    const exchange = await talk.exchange("One?", [run("1", { id: "call-a", title: "Count" }), say("One.")]);
    return { talk, ...exchange };
  }

  describe("a version of a run", () => {
    it("is kept after those before it, to the letter", async () => {
      const { talk } = await begin();
      expect(await store().loadEdits(talk.owner, talk.id, "call-a")).toEqual([]);
      const first = made("'\0 \ud800'");
      const second = made("3", first.id);
      for (const edit of [first, second])
        expect(await store().addEdit(talk.owner, talk.id, "call-a", edit)).toEqual({
          ...edit,
          createdAt: expect.any(Number),
        });
      expect(await store().loadEdits(talk.owner, talk.id, "call-a")).toMatchObject([first, second]);
      expect(await store().listEdits(talk.owner, talk.id, "call-a")).toEqual([first.id, second.id]);
    });

    it("changes nothing of its run and its chat", async () => {
      const { talk } = await begin();
      const before = await talk.load();
      await store().addEdit(talk.owner, talk.id, "call-a", made("2"));
      expect(await talk.load()).toEqual(before);
    });

    it("is found with its run's title and the answer it follows", async () => {
      const { talk, answered } = await begin();
      const edit = made("2");
      await store().addEdit(talk.owner, talk.id, "call-a", edit);
      await talk.exchange("Two?");
      expect(await store().loadEdit(talk.owner, talk.id, edit.id)).toMatchObject({
        ...edit,
        title: "Count",
        after: answered,
      });
    });

    it("of a run in a question stands in that question's place", async () => {
      const { talk, answered } = await begin();
      const asked = { ...question(""), parts: [run("2", { id: "call-b" })] };
      await talk.exchange(asked, [say("Two.")], answered);
      const edit = made("3");
      await store().addEdit(talk.owner, talk.id, "call-b", edit);
      expect(await store().loadEdit(talk.owner, talk.id, edit.id)).toMatchObject({ after: answered });
    });

    it("is not there for anybody else, nor under another id, nor in a deleted chat", async () => {
      const { talk } = await begin();
      const edit = made("2");
      await store().addEdit(talk.owner, talk.id, "call-a", edit);
      const thief = nanoid();
      expect(await store().loadEdits(thief, talk.id, "call-a")).toBeNull();
      expect(await store().listEdits(thief, talk.id, "call-a")).toBeNull();
      expect(await store().loadEdit(thief, talk.id, edit.id)).toBeNull();
      expect(await store().addEdit(thief, talk.id, "call-a", made("3"))).toBeNull();
      expect(await store().loadEdits(talk.owner, talk.id, "call-b")).toBeNull();
      expect(await store().addEdit(talk.owner, talk.id, "call-b", made("3"))).toBeNull();
      expect(await store().loadEdit(talk.owner, talk.id, nanoid())).toBeNull();
      expect(await store().loadEdit(talk.owner, nanoid(), edit.id)).toBeNull();
      await store().delete(talk.owner, talk.id);
      expect(await store().loadEdits(talk.owner, talk.id, "call-a")).toBeNull();
      expect(await store().loadEdit(talk.owner, talk.id, edit.id)).toBeNull();
      expect(await store().addEdit(talk.owner, talk.id, "call-a", made("3"))).toBeNull();
      await store().restore(talk.owner, talk.id);
      expect(await store().loadEdits(talk.owner, talk.id, "call-a")).toMatchObject([edit]);
    });

    it("is one of the run its reader sees, where answers beside one another have the same id", async () => {
      const { talk, asked, answered } = await begin();
      const edit = made("2");
      await store().addEdit(talk.owner, talk.id, "call-a", edit);
      await talk.again(asked, [run("10", { id: "call-a" })]);
      expect(await store().loadEdits(talk.owner, talk.id, "call-a")).toEqual([]);
      await store().chooseBranch(talk.owner, talk.id, answered);
      expect(await store().loadEdits(talk.owner, talk.id, "call-a")).toMatchObject([edit]);
    });

    it("is not made of a run whose answer has not ended", async () => {
      const talk = createTalk(store());
      const { key, message } = await talk.ask("One?");
      await store().saveSteps(key, { ...message, parts: [run("1", { id: "call-a" })] });
      expect(await store().addEdit(talk.owner, talk.id, "call-a", made("2"))).toBeNull();
      await store().finish(key, answer([run("1", { id: "call-a" })], {}, message.id));
      expect(await store().addEdit(talk.owner, talk.id, "call-a", made("2"))).not.toBeNull();
    });

    it("goes for good with its chat", async () => {
      const { talk } = await begin();
      await store().addEdit(talk.owner, talk.id, "call-a", made("2"));
      await db().delete(chats).where(eq(chats.id, talk.id));
      expect(await db().select().from(edits).where(eq(edits.chatId, talk.id))).toEqual([]);
    });
  });
}
