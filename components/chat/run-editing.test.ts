import { describe, expect, it, vi } from "vitest";
import type { Execution } from "#lib/agent";
import type { Edit, EditEvent } from "#lib/chats";
import type { ChangedProgram } from "./edit-requests.ts";
import { createRunEditing } from "./run-editing.ts";

const execution = (written: string): Execution => ({
  status: "finished",
  program: { written, code: null, sha256: null },
  review: null,
  result: {
    status: "failed",
    error: { name: "SyntaxError", message: "No.", line: 2, column: 1, stack: null },
    output: [],
    cost: { wallMs: 0, peakMemoryBytes: 0 },
  },
});

const toEdit = (id: string, written = id): Edit => ({
  id,
  parentId: null,
  createdAt: 0,
  execution: execution(written),
});

/** A page whose server does as it is told. */
function createPage({ kept = [] as Edit[], texts = {} as Record<string, string> } = {}) {
  const asked: ChangedProgram[] = [];
  const server = {
    kept,
    events: [] as EditEvent[],
    failure: null as Error | null,
    held: Promise.resolve(),
    listing: Promise.resolve(),
  };
  const create = () =>
    createRunEditing({
      chatId: "chat",
      runId: "call",
      requests: {
        async list() {
          if (server.failure) throw server.failure;
          const { kept } = server;
          await server.listing;
          return kept;
        },
        async run(program, onEvent, signal) {
          asked.push(program);
          await Promise.race([
            server.held,
            new Promise((_, reject) =>
              signal.addEventListener("abort", () => reject(new DOMException("Left.", "AbortError"))),
            ),
          ]);
          if (server.failure) throw server.failure;
          for (const event of server.events) onEvent(event);
        },
      },
      draft: {
        readEdit: (id) => texts[id] ?? null,
        writeEdit(id, text) {
          if (text === null) delete texts[id];
          else texts[id] = text;
        },
      },
    });
  return { asked, server, texts, create, editing: create() };
}

describe("a run whose program is changed", () => {
  it("has a version more when it was run, which is shown then", async () => {
    const { editing, server, asked, texts } = createPage({ kept: [toEdit("one")] });
    await editing.open();
    editing.choose("one");
    editing.write("2");
    server.events = [
      { kind: "stage", execution: execution("2") },
      { kind: "kept", edit: toEdit("two", "2") },
    ];
    await editing.run("2", "model");
    expect(asked).toEqual([{ chatId: "chat", runId: "call", code: "2", from: "one", model: "model" }]);
    expect(editing.getState()).toMatchObject({ chosen: "two", text: null, underWay: null, message: null });
    expect(editing.getState().versions?.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(texts).toEqual({});
  });

  it("keeps what was written while it ran, over the new version", async () => {
    const { editing, server } = createPage();
    await editing.open();
    const held = Promise.withResolvers<void>();
    server.held = held.promise;
    server.events = [{ kind: "kept", edit: toEdit("one", "2") }];
    editing.write("2");
    const run = editing.run("2", "model");
    editing.write("3");
    held.resolve();
    await run;
    expect(editing.getState()).toMatchObject({ chosen: "one", text: "3" });
    editing.choose(null);
    expect(editing.getState().text).toBeNull();
  });

  it("says what is wrong with text that is no program, and keeps it", async () => {
    const { editing, server, texts } = createPage();
    await editing.open();
    editing.write("2 +");
    server.events = [
      { kind: "stage", execution: execution("2 +") },
      { kind: "unkept", reason: "no-run" },
    ];
    await editing.run("2 +", "model");
    expect(editing.getState().message).toContain("nobody reviewed it. SyntaxError: No. (line 2)");
    expect(Object.values(texts)).toEqual(["2 +"]);
  });

  it("can be stopped, and looks whether it had come to its end all the same", async () => {
    const { editing, server } = createPage();
    await editing.open();
    server.held = new Promise(() => {});
    editing.write("2");
    const run = editing.run("2", "model");
    server.kept = [toEdit("late", "2")];
    editing.stop();
    await run;
    expect(editing.getState()).toMatchObject({ underWay: null, text: "2", versions: [{ id: "late" }] });
    expect(editing.getState().message).toContain("Stopped.");
  });

  it("loses nothing when the server is gone", async () => {
    const { editing, server } = createPage({ kept: [toEdit("one")] });
    await editing.open();
    editing.write("2");
    server.failure = new Error("The Workings server cannot be reached.");
    await editing.run("2", "model");
    expect(editing.getState()).toMatchObject({
      text: "2",
      versions: [{ id: "one" }],
      message: "The Workings server cannot be reached. What you wrote is still here.",
    });
  });

  it("keeps its new version when an older list of them comes late, and numbers none before it knows them all", async () => {
    const { editing, server } = createPage({ kept: [toEdit("one")] });
    const listing = Promise.withResolvers<void>();
    server.listing = listing.promise;
    const opening = editing.open();
    server.events = [{ kind: "kept", edit: toEdit("two", "2") }];
    const run = editing.run("2", "model");
    await vi.waitFor(() => expect(editing.getState().underWay).toBeNull());
    expect(editing.getState()).toMatchObject({ versions: null, chosen: "two" });
    listing.resolve();
    await Promise.all([opening, run]);
    expect(editing.getState().versions?.map(({ id }) => id)).toEqual(["one", "two"]);
  });

  it("is taken up where it was left, with what had not run", async () => {
    const page = createPage({ kept: [toEdit("one"), toEdit("two")] });
    await page.editing.open();
    page.editing.choose("one");
    page.editing.write("not run");
    const again = page.create();
    await again.open();
    expect(again.getState()).toMatchObject({ chosen: "one", editing: true, text: "not run" });
  });

  it("runs once at a time", async () => {
    const { editing, server, asked } = createPage();
    const held = Promise.withResolvers<void>();
    server.held = held.promise;
    const first = editing.run("2", "model");
    await editing.run("3", "model");
    held.resolve();
    await first;
    expect(asked.map(({ code }) => code)).toEqual(["2"]);
  });
});
