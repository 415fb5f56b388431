import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import type { ChatMessage, Execution } from "#lib/agent";
import { reviews } from "../../agent/fakes.ts";
import { answer, createTalk, run, type Stage, say, step } from "./stage.fixture.ts";

type Finished = Extract<Execution, { status: "finished"; review: object }>;

/** How the records of runs are read and replaced. */
export function describeRuns({ store }: Stage): void {
  function reviewed(record: Execution | null): Execution {
    return { ...(record as Finished), laterReviews: [reviews.unsafe] };
  }

  const outputs = (message: ChatMessage | undefined) =>
    message?.parts.map((part) => ("output" in part ? part.output : null));

  describe("a run in a kept answer", () => {
    it("is found by its id, and replaced without touching anything else", async () => {
      const talk = createTalk(store());
      const parts = [step, run("1", { id: "call-a" }), say("\0"), run("2", { id: "call-b" }), say("Done.")];
      await talk.exchange("One?", parts);
      await talk.exchange("Two?");
      const before = await talk.load();
      const record = await store().loadRun(talk.owner, talk.id, "call-b");
      expect(record).toMatchObject({ status: "finished", program: { code: "2" }, laterReviews: [] });
      const after = reviewed(record);
      expect(await store().saveRun(talk.owner, talk.id, "call-b", after)).toBe(true);
      expect(await store().loadRun(talk.owner, talk.id, "call-b")).toEqual(after);
      const { messages, ...chat } = await talk.load();
      expect(outputs(messages[1])?.[3]).toEqual(after);
      const answered = before.messages[1];
      if (answered) answered.parts = answered.parts.with(3, messages[1]?.parts[3] ?? step);
      expect({ ...chat, messages }).toEqual(before);
    });

    it("is not there for anybody else, nor under another id", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?", [run("1", { id: "call-a" }), say("call-c")]);
      const record = await store().loadRun(talk.owner, talk.id, "call-a");
      if (!record) throw new Error("The run is not there.");
      const thief = nanoid();
      expect(await store().loadRun(thief, talk.id, "call-a")).toBeNull();
      expect(await store().saveRun(thief, talk.id, "call-a", reviewed(record))).toBe(false);
      for (const id of ["call-b", "call-c", "call", "", "\0", '"', "%", "text"]) {
        expect(await store().loadRun(talk.owner, talk.id, id)).toBeNull();
        expect(await store().saveRun(talk.owner, talk.id, id, reviewed(record))).toBe(false);
      }
      expect(await store().loadRun(talk.owner, nanoid(), "call-a")).toBeNull();
      await store().delete(talk.owner, talk.id);
      expect(await store().loadRun(talk.owner, talk.id, "call-a")).toBeNull();
      await store().restore(talk.owner, talk.id);
      expect(await store().loadRun(talk.owner, talk.id, "call-a")).toEqual(record);
    });

    it("is found whatever its id is made of", async () => {
      const id = 'call "\\%_\0\ud800';
      const talk = createTalk(store());
      await talk.exchange("One?", [run("1", { id })]);
      expect(await store().loadRun(talk.owner, talk.id, id)).toMatchObject({ program: { code: "1" } });
    });

    it("gives way only to a record of its own program", async () => {
      const talk = createTalk(store());
      await talk.exchange("One?", [run("1", { id: "call-a" }), run("2", { id: "call-b" })]);
      const other = await store().loadRun(talk.owner, talk.id, "call-b");
      if (!other) throw new Error("The run is not there.");
      expect(await store().saveRun(talk.owner, talk.id, "call-a", other)).toBe(false);
      expect(await store().loadRun(talk.owner, talk.id, "call-a")).toMatchObject({ program: { code: "1" } });
    });

    it("is the one its reader sees, where answers beside one another have the same id", async () => {
      const talk = createTalk(store());
      const { asked, answered } = await talk.exchange("One?", [run("1", { id: "call-a" })]);
      await talk.again(asked, [run("2", { id: "call-a" })]);
      expect(await store().loadRun(talk.owner, talk.id, "call-a")).toMatchObject({ program: { code: "2" } });
      await store().chooseBranch(talk.owner, talk.id, answered);
      const record = await store().loadRun(talk.owner, talk.id, "call-a");
      expect(record).toMatchObject({ program: { code: "1" } });
      expect(await store().saveRun(talk.owner, talk.id, "call-a", reviewed(record))).toBe(true);
      expect(outputs((await talk.load()).messages[1])).toEqual([reviewed(record)]);
    });

    it("is not kept before its answer has ended", async () => {
      const talk = createTalk(store());
      const { key, message } = await talk.ask("One?");
      const parts = [run("1", { id: "call-a" })];
      await store().saveSteps(key, { ...message, parts });
      expect(await store().loadRun(talk.owner, talk.id, "call-a")).toBeNull();
      await store().finish(key, answer(parts, {}, message.id));
      expect(await store().loadRun(talk.owner, talk.id, "call-a")).not.toBeNull();
    });

    it("keeps what was done at once to runs beside it", async () => {
      const talk = createTalk(store());
      const ids = ["call-a", "call-b", "call-c", "call-d"];
      await talk.exchange(
        "One?",
        ids.map((id) => run(id, { id })),
      );
      const saved = ids.map(async (id) =>
        store().saveRun(talk.owner, talk.id, id, reviewed(await store().loadRun(talk.owner, talk.id, id))),
      );
      expect(await Promise.all(saved)).toEqual([true, true, true, true]);
      for (const output of outputs((await talk.load()).messages[1]) ?? [])
        expect(output).toMatchObject({ laterReviews: [{ verdict: "unsafe" }] });
    });
  });
}
