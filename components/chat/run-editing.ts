import { describeUnkept, type EditsState } from "#components/run";
import type { Execution } from "#lib/agent";
import type { Edit } from "#lib/chats";
import type { Draft } from "./draft.ts";
import type { EditRequests } from "./edit-requests.ts";

/** One run whose program a reader changes. It goes on while its panel is closed. */
export interface RunEditing {
  getState(): EditsState;
  subscribe(listener: () => void): () => void;
  /** Reads the versions. The first time, an edit that was not run is taken up again. */
  open(): Promise<void>;
  edit(editing: boolean): void;
  choose(version: string | null): void;
  /** Null takes back what was written over the chosen version. */
  write(text: string | null): void;
  /** Settles when it has ended. */
  run(code: string, model: string): Promise<void>;
  stop(): void;
}

export interface RunEditingParts {
  chatId: string;
  runId: string;
  requests: EditRequests;
  /** Keeps what was written and has not run. */
  draft: Pick<Draft, "readEdit" | "writeEdit">;
}

export function createRunEditing({ chatId, runId, requests, draft }: RunEditingParts): RunEditing {
  const listeners = new Set<() => void>();
  let stopping: AbortController | null = null;
  /** What this page has seen kept. A list on its way meanwhile may be older. */
  const seen: Edit[] = [];
  /** Among the edits of questions, whose ids have no such sign. */
  const key = (version: string | null) => `run:${runId}:${version ?? ""}`;
  const read = (version: string | null) => draft.readEdit(key(version));
  let state: EditsState = {
    versions: null,
    trouble: null,
    chosen: null,
    editing: read(null) !== null,
    text: read(null),
    underWay: null,
    message: null,
  };

  function set(news: Partial<EditsState>) {
    state = { ...state, ...news };
    for (const listener of listeners) listener();
  }

  async function open() {
    const isFirst = state.versions === null;
    try {
      const listed = await requests.list(chatId, runId);
      const versions = [...listed, ...seen.filter(({ id }) => !listed.some((edit) => edit.id === id))];
      set({ versions, trouble: null });
      const unsent = versions.findLast(({ id }) => read(id) !== null);
      // What was being written when the page was left.
      if (isFirst && !state.editing && unsent)
        set({ chosen: unsent.id, text: read(unsent.id), editing: true });
    } catch (error) {
      set({ trouble: wordsOf(error) });
    }
  }

  function write(text: string | null) {
    draft.writeEdit(key(state.chosen), text);
    set({ text });
  }

  /** It is a version now, and what was written since is written over that. */
  function goOver(from: string | null, to: string, code: string) {
    const since = read(from);
    draft.writeEdit(key(from), null);
    if (since !== null && since !== code) draft.writeEdit(key(to), since);
    if (state.chosen === from) set({ chosen: to, text: read(to) });
  }

  async function run(code: string, model: string) {
    if (state.underWay) return;
    const from = state.chosen;
    const stop = new AbortController();
    stopping = stop;
    let last: Execution | null = null;
    set({ underWay: { execution: null }, message: null });
    try {
      await requests.run(
        { chatId, runId, code, from, model },
        (event) => {
          switch (event.kind) {
            case "stage":
              last = event.execution;
              return set({ underWay: { execution: last } });
            case "kept":
              seen.push(event.edit);
              // Without those before it, its number is not known.
              if (state.versions) set({ versions: [...state.versions, event.edit] });
              return goOver(from, event.edit.id, code);
            case "unkept":
              return set({ message: describeUnkept(event.reason, last) });
          }
        },
        stop.signal,
      );
    } catch (error) {
      set({
        message: stop.signal.aborted
          ? describeUnkept("stopped", last)
          : `${wordsOf(error)} What you wrote is still here.`,
      });
    }
    stopping = null;
    set({ underWay: null });
    // It may have come to its end all the same.
    if (stop.signal.aborted || state.message !== null || state.versions === null) await open();
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    edit: (editing) => set({ editing }),
    choose: (chosen) => set({ chosen, text: read(chosen), message: null }),
    write,
    run,
    stop: () => stopping?.abort(),
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
