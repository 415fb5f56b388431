import { describe, expect, it } from "vitest";
import type { AnswerChunk, ChatMessage, Execution } from "#lib/agent";
import { type Answerer, createConversations, createMemoryStore } from "#lib/chats";

function question(text: string, id: string): ChatMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

function* write(id: string, text: string): Generator<AnswerChunk> {
  yield { type: "start", messageId: id };
  yield { type: "text-start", id: "text" };
  yield { type: "text-delta", id: "text", delta: text };
  yield { type: "text-end", id: "text" };
  yield { type: "finish" };
}

/** Says this and is done. */
function say(id: string, text: string): Answerer {
  return () =>
    new ReadableStream({
      start(controller) {
        for (const chunk of write(id, text)) controller.enqueue(chunk);
        controller.close();
      },
    });
}

/** An answer that begins and waits for its end, which comes when it is told to or stopped. */
function createSlowAnswer(id: string, text: string) {
  const told = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  const answer: Answerer = (_, signal) => {
    signal.addEventListener("abort", () => stopped.resolve());
    const chunks = write(id, text);
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = chunks.next();
        if (done) return controller.close();
        if (value.type === "text-end") await Promise.race([told.promise, stopped.promise]);
        controller.enqueue(value);
      },
    });
  };
  return { answer, finish: told.resolve, stopped: stopped.promise };
}

async function readText(stream: ReadableStream<AnswerChunk> | null): Promise<string> {
  if (!stream) throw new Error("There is no answer.");
  let text = "";
  for await (const chunk of stream) if (chunk.type === "text-delta") text += chunk.delta;
  return text;
}

function create() {
  const store = createMemoryStore({ maxChats: 3 });
  return { store, conversations: createConversations({ store }) };
}

/** The texts of a conversation as they are kept. */
async function readKept(store: ReturnType<typeof createMemoryStore>, id: string): Promise<string[]> {
  const chat = await store.load(id);
  return (chat?.messages ?? []).map(({ parts }) =>
    parts.map((part) => (part.type === "text" ? part.text : "")).join(""),
  );
}

describe("conversations", () => {
  it("keep the question before anybody is asked, and the answer at its end", async () => {
    const { store, conversations } = create();
    let keptWhenAsked: Promise<string[]> | undefined;
    const shown = await conversations.ask("chat", question("Why?", "q1"), (messages, signal) => {
      keptWhenAsked = readKept(store, "chat");
      return say("a1", "Because.")(messages, signal);
    });
    expect(await keptWhenAsked).toEqual(["Why?"]);
    expect(await readText(shown)).toBe("Because.");
    expect(await readKept(store, "chat")).toEqual(["Why?", "Because."]);
  });

  it("hand the whole conversation to who answers", async () => {
    const { conversations } = create();
    await readText(await conversations.ask("chat", question("Why?", "q1"), say("a1", "Because.")));
    const heard = Promise.withResolvers<string[]>();
    const shown = await conversations.ask("chat", question("How?", "q2"), (messages, signal) => {
      heard.resolve(messages.map(({ role, id }) => `${role} ${id}`));
      return say("a2", "Thus.")(messages, signal);
    });
    await readText(shown);
    expect(await heard.promise).toEqual(["user q1", "assistant a1", "user q2"]);
  });

  it("take no second question while the first is being answered, and lose nothing of the first", async () => {
    const { store, conversations } = create();
    const slow = createSlowAnswer("a1", "Because.");
    const shown = await conversations.ask("chat", question("Why?", "q1"), slow.answer);
    expect(await conversations.ask("chat", question("How?", "q2"), say("a2", "Thus."))).toBeNull();
    slow.finish();
    expect(await readText(shown)).toBe("Because.");
    expect(await readKept(store, "chat")).toEqual(["Why?", "Because."]);
  });

  it("take only one of two questions that come at the same moment", async () => {
    const { conversations } = create();
    const both = await Promise.all([
      conversations.ask("chat", question("Why?", "q1"), say("a1", "Because.")),
      conversations.ask("chat", question("How?", "q2"), say("a2", "Thus.")),
    ]);
    expect(both.map((stream) => stream === null)).toEqual([false, true]);
  });

  it("answer several chats at once", async () => {
    const { conversations } = create();
    const slow = createSlowAnswer("a1", "Because.");
    await conversations.ask("one", question("Why?", "q1"), slow.answer);
    expect(await readText(await conversations.ask("two", question("How?", "q2"), say("a2", "Thus.")))).toBe(
      "Thus.",
    );
    slow.finish();
  });

  it("take the next question as soon as the answer was read to its end", async () => {
    const { store, conversations } = create();
    for (const turn of ["1", "2", "3", "4", "5"]) {
      const shown = await conversations.ask("chat", question(`q${turn}`, `q${turn}`), say(`a${turn}`, turn));
      expect(await readText(shown)).toBe(turn);
    }
    expect(await readKept(store, "chat")).toHaveLength(10);
  });

  it("put the answer to a question asked again in the place of the first", async () => {
    const { store, conversations } = create();
    await readText(await conversations.ask("chat", question("Why?", "q1"), say("a1", "Because.")));
    await readText(await conversations.ask("chat", question("Why?", "q1"), say("a2", "For a reason.")));
    expect(await readKept(store, "chat")).toEqual(["Why?", "For a reason."]);
  });

  it("stop an answer, keep what it had said and take the next question", async () => {
    const { store, conversations } = create();
    const slow = createSlowAnswer("a1", "Because");
    const shown = await conversations.ask("chat", question("Why?", "q1"), slow.answer);
    expect(conversations.stop("chat")).toBe(true);
    await slow.stopped;
    expect(await readText(shown)).toBe("Because");
    expect(await readKept(store, "chat")).toEqual(["Why?", "Because"]);
    expect(conversations.stop("chat")).toBe(false);
  });

  it("have nothing to stop where nothing is answered", () => {
    const { conversations } = create();
    expect(conversations.stop("chat")).toBe(false);
  });

  it("stop one chat and no other", async () => {
    const { conversations } = create();
    const one = createSlowAnswer("a1", "Because.");
    const two = createSlowAnswer("a2", "Thus.");
    const [first, second] = await Promise.all([
      conversations.ask("one", question("Why?", "q1"), one.answer),
      conversations.ask("two", question("How?", "q2"), two.answer),
    ]);
    conversations.stop("one");
    await readText(first);
    expect(conversations.stop("two")).toBe(true);
    await readText(second);
  });

  it("end an answer whose reader leaves, keep what it had said and free the chat", async () => {
    const { store, conversations } = create();
    const slow = createSlowAnswer("a1", "Because");
    const shown = await conversations.ask("chat", question("Why?", "q1"), slow.answer);
    const reader = shown?.getReader();
    await reader?.read();
    await reader?.cancel();
    await slow.stopped;
    expect(await readKept(store, "chat")).toEqual(["Why?", "Because"]);
    const next = await conversations.ask("chat", question("How?", "q2"), say("a2", "Thus."));
    expect(await readText(next)).toBe("Thus.");
  });

  it("free the chat and keep the question when nobody can be asked", async () => {
    const { store, conversations } = create();
    const asking = conversations.ask("chat", question("Why?", "q1"), () => {
      throw new Error("No model.");
    });
    await expect(asking).rejects.toThrow("No model.");
    expect(await readKept(store, "chat")).toEqual(["Why?"]);
    const again = await conversations.ask("chat", question("Why?", "q1"), say("a1", "Because."));
    expect(await readText(again)).toBe("Because.");
  });

  it("free the chat when the question cannot be kept", async () => {
    const store = createMemoryStore({ maxChats: 3 });
    let failures = 1;
    const conversations = createConversations({
      store: {
        ...store,
        saveQuestion: (id, message) =>
          failures-- > 0 ? Promise.reject(new Error("Disk full.")) : store.saveQuestion(id, message),
      },
    });
    const ask = () => conversations.ask("chat", question("Why?", "q1"), say("a1", "Because."));
    await expect(ask()).rejects.toThrow("Disk full.");
    expect(await readText(await ask())).toBe("Because.");
  });

  it.each<[string, (shown: ReadableStream<AnswerChunk> | null) => Promise<unknown>]>([
    ["the reader who reads to the end", (shown) => readText(shown)],
    ["the reader who reads late", (shown) => new Promise(setImmediate).then(() => readText(shown))],
    ["the reader who leaves", async (shown) => shown?.cancel()],
  ])("free the chat when the answer cannot be kept, and tell %s", async (_, read) => {
    const store = createMemoryStore({ maxChats: 3 });
    let failures = 1;
    const conversations = createConversations({
      store: {
        ...store,
        saveAnswer: (id, message) =>
          failures-- > 0 ? Promise.reject(new Error("Disk full.")) : store.saveAnswer(id, message),
      },
    });
    const ask = () => conversations.ask("chat", question("Why?", "q1"), say("a1", "Because."));
    await expect(ask().then(read)).rejects.toThrow("Disk full.");
    expect(await readText(await ask())).toBe("Because.");
  });
});

describe("the memory store", () => {
  it("knows no conversation that nobody began", async () => {
    expect(await createMemoryStore({ maxChats: 3 }).load("chat")).toBeNull();
  });

  it("hands out copies: what a caller does to one changes nothing that is kept", async () => {
    const store = createMemoryStore({ maxChats: 3 });
    const saved = await store.saveQuestion("chat", question("Why?", "q1"));
    saved.messages.pop();
    (await store.load("chat"))?.messages.pop();
    expect(await readKept(store, "chat")).toEqual(["Why?"]);
  });

  it("puts an answer in the place of the one with its id", async () => {
    const store = createMemoryStore({ maxChats: 3 });
    await store.saveQuestion("chat", question("Why?", "q1"));
    const answer: ChatMessage = { id: "a1", role: "assistant", parts: [{ type: "text", text: "Be" }] };
    await store.saveAnswer("chat", answer);
    await store.saveAnswer("chat", { ...answer, parts: [{ type: "text", text: "Because." }] });
    expect(await readKept(store, "chat")).toEqual(["Why?", "Because."]);
  });

  it("takes a question with new words under the last one's id for that question", async () => {
    const store = createMemoryStore({ maxChats: 3 });
    await store.saveQuestion("chat", question("Why?", "q1"));
    await store.saveAnswer("chat", { id: "a1", role: "assistant", parts: [] });
    const { messages } = await store.saveQuestion("chat", question("Why not?", "q1"));
    expect(messages).toEqual([question("Why not?", "q1")]);
  });

  it("keeps as many conversations as it may; the least recently used gives way", async () => {
    const store = createMemoryStore({ maxChats: 3 });
    for (const id of ["one", "two", "three"]) await store.saveQuestion(id, question("Why?", "q1"));
    await store.saveQuestion("one", question("How?", "q2"));
    await store.saveQuestion("four", question("Why?", "q1"));
    const kept = await Promise.all(["one", "two", "three", "four"].map((id) => readKept(store, id)));
    expect(kept).toEqual([["Why?", "How?"], [], ["Why?"], ["Why?"]]);
  });
});

describe("a revision of a run", () => {
  const before: Execution = {
    status: "withheld",
    program: { written: "1", code: null, sha256: null },
    refusals: 3,
  };
  const after: Execution = { ...before, refusals: 4 };

  function answerWithRun(id: string, toolCallId: string): ChatMessage {
    const input = { title: "Try", code: "1" };
    const run = { type: "tool-execute_code" as const, toolCallId, state: "output-available" as const };
    return {
      id,
      role: "assistant",
      parts: [
        { ...run, input, output: before },
        { type: "text", text: "Done." },
      ],
    };
  }

  async function createWithRuns() {
    const made = create();
    await made.store.saveQuestion("chat", question("One?", "q1"));
    await made.store.saveAnswer("chat", answerWithRun("a1", "run-1"));
    await made.store.saveQuestion("chat", question("Two?", "q2"));
    await made.store.saveAnswer("chat", answerWithRun("a2", "run-2"));
    return made;
  }

  async function readRuns(store: ReturnType<typeof createMemoryStore>) {
    const chat = await store.load("chat");
    return chat?.messages.flatMap(({ id, parts }) =>
      parts.map((part) => (part.type === "tool-execute_code" ? [id, part.output] : [id])),
    );
  }

  it("replaces that run's record and leaves everything else in its place", async () => {
    const { store, conversations } = await createWithRuns();
    const seen: Execution[] = [];
    const revision = await conversations.reviseRun("chat", "run-1", async (run) => {
      seen.push(run);
      return after;
    });
    expect(revision).toEqual({ ok: true, run: after });
    expect(seen).toEqual([before]);
    expect(await readRuns(store)).toEqual([["q1"], ["a1", after], ["a1"], ["q2"], ["a2", before], ["a2"]]);
  });

  it.each([
    ["of a chat nobody began", "nowhere", "run-1"],
    ["that does not exist", "chat", "run-3"],
  ])("is not had of a run %s", async (_, chatId, runId) => {
    const { conversations } = await createWithRuns();
    const revise = () => Promise.reject(new Error("It was asked."));
    expect(await conversations.reviseRun(chatId, runId, revise)).toEqual({
      ok: false,
      reason: "no-such-run",
    });
  });

  it("that comes to nothing leaves the record as it is", async () => {
    const { store, conversations } = await createWithRuns();
    const untouched = await readRuns(store);
    expect(await conversations.reviseRun("chat", "run-1", async () => null)).toEqual({
      ok: false,
      reason: "unrevised",
    });
    expect(await readRuns(store)).toEqual(untouched);
  });

  it("is one at a time for a run, and free again when it has failed", async () => {
    const { conversations } = await createWithRuns();
    const begun = Promise.withResolvers<void>();
    const failed = conversations.reviseRun("chat", "run-1", () =>
      begun.promise.then(() => Promise.reject(new Error("No."))),
    );
    expect(await conversations.reviseRun("chat", "run-1", async () => after)).toEqual({
      ok: false,
      reason: "under-way",
    });
    expect(await conversations.reviseRun("chat", "run-2", async () => after)).toMatchObject({ ok: true });
    begun.resolve();
    await expect(failed).rejects.toThrow("No.");
    expect(await conversations.reviseRun("chat", "run-1", async () => after)).toMatchObject({ ok: true });
  });

  it("keeps those of two runs of one answer that end together", async () => {
    const { store, conversations } = await createWithRuns();
    const [answer] = (await store.load("chat"))?.messages.slice(1, 2) ?? [];
    const second = answerWithRun("a1", "run-1b").parts[0];
    if (!answer || !second) throw new Error("There is no answer.");
    await store.saveAnswer("chat", { ...answer, parts: [...answer.parts, second] });
    const revise = async () => after;
    await Promise.all(["run-1", "run-1b"].map((id) => conversations.reviseRun("chat", id, revise)));
    expect(await readRuns(store)).toEqual([
      ["q1"],
      ["a1", after],
      ["a1"],
      ["a1", after],
      ["q2"],
      ["a2", before],
      ["a2"],
    ]);
  });

  it("does not bring back an answer that gave way meanwhile", async () => {
    const { store, conversations } = await createWithRuns();
    const revision = await conversations.reviseRun("chat", "run-2", async () => {
      await store.saveQuestion("chat", question("Two?", "q2"));
      return after;
    });
    expect(revision).toEqual({ ok: false, reason: "no-such-run" });
    expect((await store.load("chat"))?.messages.map(({ id }) => id)).toEqual(["q1", "a1", "q2"]);
  });

  it("does not put a record under another program of the same id", async () => {
    const { store, conversations } = await createWithRuns();
    const other: Execution = { ...after, program: { written: "2", code: null, sha256: null } };
    const revision = await conversations.reviseRun("chat", "run-1", async () => {
      const answer = answerWithRun("a1", "run-1");
      const [part, ...rest] = answer.parts;
      const program = { written: "2", code: "2", sha256: "two" };
      const output = { status: "reviewing" as const, program };
      await store.saveAnswer("chat", {
        ...answer,
        parts: [{ ...part, output } as typeof part, ...rest] as typeof answer.parts,
      });
      return other;
    });
    expect(revision).toEqual({ ok: false, reason: "no-such-run" });
  });

  it("keeps an answer that came meanwhile", async () => {
    const { store, conversations } = await createWithRuns();
    await conversations.reviseRun("chat", "run-1", async () => {
      await store.saveQuestion("chat", question("Three?", "q3"));
      return after;
    });
    expect((await store.load("chat"))?.messages.map(({ id }) => id)).toEqual(["q1", "a1", "q2", "a2", "q3"]);
  });
});
