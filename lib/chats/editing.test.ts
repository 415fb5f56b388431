import { nanoid } from "nanoid";
import { beforeEach, describe, expect, it } from "vitest";
import type { ChatMessage, Execution } from "#lib/agent";
import {
  type ChatStore,
  type Conversations,
  createConversations,
  createDatabaseStore,
  type EditEvent,
  type EditRunner,
} from "#lib/chats";
import { reviews } from "../agent/fakes.ts";
import { describeDatabases } from "../database/databases.fixture.ts";
import { createTold, readAnswer, say, streamOf } from "./answers.fixture.ts";
import { createTalk, run, say as words } from "./contract/stage.fixture.ts";

const fail = (error: unknown) => {
  throw error;
};

const program = { written: "2", code: "2", sha256: "sha of 2" };
const finished = (run("2") as { output: Execution }).output;
const reviewing: Execution = { status: "reviewing", program };
const refused: Execution = { status: "refused", program, review: reviews.unsafe, laterReviews: [] };
const unjudged: Execution = { ...refused, review: reviews.unavailable };
const cost = { output: [], cost: { wallMs: 1, peakMemoryBytes: 65_536 } };
const error = { name: "SyntaxError", message: "No.", line: 1, column: 1, stack: null };
const unreadable: Execution = {
  status: "finished",
  program: { written: "2 +", code: null, sha256: null },
  review: null,
  result: { status: "failed", error, ...cost },
};

async function* stages(...all: Execution[]) {
  yield* all;
}

async function read(events: ReadableStream<EditEvent>): Promise<EditEvent[]> {
  const all: EditEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describeDatabases("versions of a run", (database) => {
  let store: ChatStore;
  let conversations: Conversations;
  let talk: ReturnType<typeof createTalk>;
  let answered: string;

  beforeEach(async () => {
    store = createDatabaseStore({ db: database().db, silentForMs: 60_000 });
    conversations = createConversations({ store, streams: null, report: fail });
    talk = createTalk(store);
    ({ answered } = await talk.exchange("One?", [run("1", { id: "call-a", title: "Count" }), words("One.")]));
  });

  async function begin(
    run: EditRunner = () => stages(reviewing, finished),
    { from = null as string | null, owner = talk.owner, signal = new AbortController().signal } = {},
  ) {
    return conversations.editRun(owner, talk.id, "call-a", { from, run, signal });
  }

  async function edit(...given: Parameters<typeof begin>): Promise<EditEvent[]> {
    const editing = await begin(...given);
    if (!editing.ok) throw new Error(`It was not run: ${editing.reason}.`);
    return read(editing.events);
  }

  async function keep(execution: Execution = finished): Promise<string> {
    const last = (await edit(() => stages(execution))).at(-1);
    if (last?.kind !== "kept") throw new Error("It was not kept.");
    return last.edit.id;
  }

  const listKept = async () =>
    (await store.loadEdits(talk.owner, talk.id, "call-a"))?.map(({ execution }) => execution);

  it("tell their stages as they come, and are kept at their end", async () => {
    const events = await edit();
    expect(events.slice(0, -1)).toEqual(
      [reviewing, finished].map((execution) => ({ kind: "stage", execution })),
    );
    const [kept] = (await store.loadEdits(talk.owner, talk.id, "call-a")) ?? [];
    expect(kept).toMatchObject({ parentId: null, execution: finished });
    expect(events.at(-1)).toEqual({ kind: "kept", edit: kept });
  });

  it("remember which version they were made from", async () => {
    const from = await keep();
    await edit(undefined, { from });
    expect((await store.loadEdits(talk.owner, talk.id, "call-a"))?.map(({ parentId }) => parentId)).toEqual([
      null,
      from,
    ]);
  });

  it("are run by somebody who knows what they were made from", async () => {
    const told: Execution[] = [];
    const tell = (_: AbortSignal, changed: Execution) => {
      told.push(changed);
      return stages(finished);
    };
    const from = await keep(refused);
    await edit(tell);
    await edit(tell, { from });
    expect(told).toMatchObject([(run("1") as { output: Execution }).output, refused]);
  });

  it("are kept when the review refuses them, and not when nobody judged or could read them", async () => {
    expect((await edit(() => stages(refused))).at(-1)).toMatchObject({ kind: "kept" });
    for (const execution of [unjudged, unreadable])
      expect((await edit(() => stages(execution))).at(-1)).toEqual({ kind: "unkept", reason: "no-run" });
    expect(await listKept()).toEqual([refused]);
  });

  it.each(["the signal", "leaving"])("end by %s, and are not kept then", async (how) => {
    const asked = new AbortController();
    const told = Promise.withResolvers<AbortSignal>();
    const editing = await begin(
      async function* (signal) {
        told.resolve(signal);
        yield reviewing;
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        yield { ...finished };
      },
      { signal: asked.signal },
    );
    if (!editing.ok) throw new Error(editing.reason);
    const signal = await told.promise;
    if (how === "leaving") await editing.events.cancel();
    else {
      const events = read(editing.events);
      asked.abort();
      expect((await events).at(-1)).toEqual({ kind: "unkept", reason: "stopped" });
    }
    expect(signal.aborted).toBe(true);
    expect(await listKept()).toEqual([]);
  });

  it("run one at a time in each chat, and the next one after the end, however that was", async () => {
    const end = Promise.withResolvers<void>();
    const first = await begin(async function* () {
      await end.promise;
      yield finished;
    });
    expect(await begin()).toEqual({ ok: false, reason: "under-way" });
    // Somebody else cannot keep the owner out, nor learn that one is under way.
    expect(await begin(undefined, { owner: nanoid() })).toEqual({ ok: false, reason: "no-such-run" });
    end.resolve();
    if (first.ok) await read(first.events);
    const broken = await begin(async function* () {
      yield reviewing;
      throw new Error("broken");
    });
    if (broken.ok) await expect(read(broken.events)).rejects.toThrow("broken");
    expect((await edit()).at(-1)).toMatchObject({ kind: "kept" });
  });

  it("are not run for a run, a version or a chat that is not there", async () => {
    const runs = () => {
      throw new Error("It was run.");
    };
    const edit = { from: null, run: runs, signal: new AbortController().signal };
    const none = { ok: false, reason: "no-such-run" };
    expect(await conversations.editRun(talk.owner, talk.id, "call-b", edit)).toEqual(none);
    expect(await conversations.editRun(talk.owner, nanoid(), "call-a", edit)).toEqual(none);
    expect(await begin(runs, { from: nanoid() })).toEqual({ ok: false, reason: "no-such-version" });
  });

  it("say so when their chat was deleted meanwhile", async () => {
    const events = await edit(async function* () {
      await store.delete(talk.owner, talk.id);
      yield finished;
    });
    expect(events.at(-1)).toEqual({ kind: "unkept", reason: "gone" });
  });

  it("are fifty at most", async () => {
    for (let count = 0; count < 50; count++)
      await store.addEdit(talk.owner, talk.id, "call-a", {
        id: nanoid(),
        parentId: null,
        execution: finished,
      });
    expect(await begin()).toEqual({ ok: false, reason: "too-many" });
  });

  describe("used in the answer", () => {
    const use = (editId: string, questionId = nanoid()) => ({ kind: "use" as const, editId, questionId });
    const parts = (editId: string): ChatMessage["parts"] => [
      {
        type: "tool-execute_code",
        toolCallId: editId,
        state: "output-available",
        input: { title: "Count", code: "2" },
        output: finished,
      } as ChatMessage["parts"][number],
    ];

    it("are a question of their own after the answer with their run, and what followed stays on its branch", async () => {
      const editId = await keep();
      const after = await talk.exchange("Two?", [words("Two.")]);
      const told = createTold();
      const using = use(editId);
      const asked = await conversations.ask(talk.owner, talk.id, using, told.answerer);
      const { messages } = await told.asked;
      expect(messages.at(-1)).toEqual({ id: using.questionId, role: "user", parts: parts(editId) });
      expect(messages.at(-2)?.id).toBe(answered);
      told.finish();
      await readAnswer(streamOf(asked));
      expect((await talk.load()).forks).toMatchObject({
        [using.questionId]: [after.asked, using.questionId],
      });
    });

    it("must have come to a result, and be there", async () => {
      const none = { ok: false, reason: "no-result" };
      const ask = (editId: string, owner = talk.owner) =>
        conversations.ask(owner, talk.id, use(editId), say("Never."));
      expect(await ask(await keep(refused))).toEqual(none);
      const failed = {
        ...(finished as object),
        result: { status: "failed", error, ...cost },
      } as unknown as Execution;
      expect(await ask(await keep(failed))).toEqual(none);
      const missing = { ok: false, reason: "no-such-version" };
      expect(await ask(nanoid())).toEqual(missing);
      expect(await ask(await keep(), nanoid())).toEqual(missing);
      expect((await talk.load()).messages).toHaveLength(2);
    });

    it("wait for the answer under way", async () => {
      const editId = await keep();
      await talk.ask("Two?");
      expect(await conversations.ask(talk.owner, talk.id, use(editId), say("Never."))).toEqual({
        ok: false,
        reason: "still-answering",
      });
    });
  });
});
