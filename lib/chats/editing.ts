import { nanoid } from "nanoid";
import type { ChatMessage, Execution } from "#lib/agent";
import type { Asking, ChatStore, Edit } from "./chat-store.ts";
import { wait } from "./wait.ts";

/** More versions of a run than anybody compares. */
const maxEdits = 50;

/** How long the next one waits for the one before, in milliseconds. */
const graceMs = 1_000;

/** Prepares, reviews and runs the new program. The last is how it ended; the signal ends it early. `changed` is what it was made from. */
export type EditRunner = (signal: AbortSignal, changed: Execution) => AsyncIterable<Execution>;

export type EditEvent =
  | { kind: "stage"; execution: Execution }
  /** It is kept as a version of its run. */
  | { kind: "kept"; edit: Edit }
  /** It is not: nobody judged it or it never started; it was stopped; or its chat has been deleted. */
  | { kind: "unkept"; reason: "no-run" | "stopped" | "gone" };

export type Editing =
  | { ok: true; events: ReadableStream<EditEvent> }
  | { ok: false; reason: "no-such-run" | "no-such-version" | "under-way" | "too-many" };

/**
 * Runs a changed program as a version of a run in a kept answer. `from` is the version that was changed, null for the run
 * itself. One at a time in each chat. Whoever cancels the events, or aborts the signal, ends it.
 */
export type EditRun = (
  owner: string,
  chatId: string,
  runId: string,
  edit: { from: string | null; run: EditRunner; signal: AbortSignal },
) => Promise<Editing>;

export function createRunEditor(store: ChatStore): EditRun {
  /** What settles when the one under way in a chat has ended. */
  const underWay = new Map<string, Promise<void>>();

  /** Null while another is under way; else what gives the turn back. */
  async function takeTurn(key: string): Promise<(() => void) | null> {
    // Whoever stops one and runs the next may be here before the first has come to its end.
    const before = underWay.get(key);
    if (before) await waitFor(before);
    if (underWay.has(key)) return null;
    const ended = Promise.withResolvers<void>();
    underWay.set(key, ended.promise);
    return () => {
      underWay.delete(key);
      ended.resolve();
    };
  }

  return async (owner, chatId, runId, { from, run, signal }) => {
    const endTurn = await takeTurn(JSON.stringify([owner, chatId]));
    if (!endTurn) return { ok: false, reason: "under-way" };
    const found = await findChanged(store, owner, chatId, runId, from).catch((error) => {
      endTurn();
      throw error;
    });
    if (typeof found === "string") {
      endTurn();
      return { ok: false, reason: found };
    }
    const left = new AbortController();
    const stop = AbortSignal.any([signal, left.signal]);
    const keep = async (execution: Execution | null): Promise<EditEvent> => {
      if (stop.aborted) return { kind: "unkept", reason: "stopped" };
      if (!execution || !isWorthKeeping(execution)) return { kind: "unkept", reason: "no-run" };
      const added = { id: nanoid(), parentId: from, execution };
      const edit = await store.addEdit(owner, chatId, runId, added);
      return edit ? { kind: "kept", edit } : { kind: "unkept", reason: "gone" };
    };
    return { ok: true, events: pump(run(stop, found), keep, left, endTurn) };
  };
}

async function waitFor(end: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  await Promise.race([end, wait(graceMs, waiting.signal)]);
  waiting.abort();
}

/** What is to be changed, or why it cannot be. */
async function findChanged(
  store: ChatStore,
  owner: string,
  chatId: string,
  runId: string,
  from: string | null,
): Promise<Execution | Extract<Editing, { ok: false }>["reason"]> {
  const versions = await store.listEdits(owner, chatId, runId);
  if (versions === null) return "no-such-run";
  if (from !== null && !versions.includes(from)) return "no-such-version";
  if (versions.length >= maxEdits) return "too-many";
  if (from === null) return (await store.loadRun(owner, chatId, runId)) ?? "no-such-run";
  return (await store.loadEdit(owner, chatId, from))?.execution ?? "no-such-version";
}

/** At once, whether anybody reads it or not, so that its end is sure to be told. */
function pump(
  stages: AsyncIterable<Execution>,
  keep: (last: Execution | null) => Promise<EditEvent>,
  left: AbortController,
  onEnd: () => void,
): ReadableStream<EditEvent> {
  async function work(tell: (event: EditEvent) => void) {
    try {
      let last: Execution | null = null;
      for await (const execution of stages) {
        last = execution;
        tell({ kind: "stage", execution });
      }
      tell(await keep(last));
    } finally {
      onEnd();
    }
  }
  return new ReadableStream<EditEvent>({
    start(controller) {
      const tell = (event: EditEvent) => {
        if (!left.signal.aborted) controller.enqueue(event);
      };
      void work(tell).then(
        () => left.signal.aborted || controller.close(),
        (error) => left.signal.aborted || controller.error(error),
      );
    },
    cancel: () => left.abort(),
  });
}

/** What was judged and, where that was safe, ran. For everything else the same program is simply tried again. */
function isWorthKeeping(execution: Execution): boolean {
  if (execution.status === "refused") return execution.review.verdict === "unsafe";
  if (execution.status !== "finished" || execution.review === null) return false;
  return execution.result.status !== "refused" && execution.result.status !== "crashed";
}

/** A version to go on from, as a question of that id. */
export interface Using {
  kind: "use";
  editId: string;
  questionId: string;
}

/** The question that a version is: a run in a question is its author's. Only one that came to a result can be gone on from. */
export async function readUse(
  store: ChatStore,
  owner: string,
  chatId: string,
  { editId, questionId }: Using,
): Promise<Extract<Asking, { kind: "new" }> | "no-such-version" | "no-result"> {
  const edit = await store.loadEdit(owner, chatId, editId);
  if (!edit) return "no-such-version";
  const { execution, title, after } = edit;
  if (execution.status !== "finished" || execution.result.status !== "completed") return "no-result";
  const part: ChatMessage["parts"][number] = {
    type: "tool-execute_code",
    toolCallId: editId,
    state: "output-available",
    input: { title, code: execution.program.written },
    output: execution,
  };
  return { kind: "new", question: { id: questionId, role: "user", parts: [part] }, parentId: after };
}
