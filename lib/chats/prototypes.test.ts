import { describe, expect, it } from "vitest";
import type { ChatMessage, Execution } from "#lib/agent";
import { createPrototypes } from "./prototypes.ts";

const page = "<!doctype html><p>one</p>";
const other = "<!doctype html><p>two</p>";

const finished = (value: unknown, output: unknown[] = []) =>
  ({ status: "finished", result: { status: "completed", value, output } }) as unknown as Execution;
const display = (value: unknown) => ({ kind: "display", atMs: 0, value });

const edit = { id: "edit-1", parentId: null, createdAt: 0, title: "", after: null };

/** A store that has one run and a version of it, in one chat, which is shared. */
function keep(run: Execution) {
  const part = {
    type: "tool-execute_code",
    toolCallId: "run-1",
    state: "output-available",
    input: {},
    output: run,
  };
  const message = { id: "answer", role: "assistant", parts: [part] } as unknown as ChatMessage;
  return createPrototypes(
    {
      loadRun: async (...[owner, , runId]) => (owner === "me" && runId === "run-1" ? run : null),
      loadEdit: async (...[owner, , editId]) =>
        owner === "me" && editId === "edit-1"
          ? { ...edit, execution: finished("<!doctype html><p>edited</p>") }
          : null,
    },
    {
      read: async (token) =>
        token === "token"
          ? { title: "", createdAt: 0, updatedAt: 0, messages: [message], unverified: [] }
          : null,
    },
  );
}

describe("a document that a program made", () => {
  it("is found as the run's result, and among what it displayed", async () => {
    const prototypes = keep(finished(page, [{ kind: "console", values: [page] }, display(other)]));
    expect(await prototypes.load("me", "chat", "run-1", "result")).toEqual({
      prolog: "<!doctype html>",
      rest: "<p>one</p>",
    });
    expect((await prototypes.load("me", "chat", "run-1", 1))?.rest).toBe("<p>two</p>");
    expect((await prototypes.loadShared("token", "run-1", 1))?.rest).toBe("<p>two</p>");
  });

  it("is found as the result of a version that was made of a run", async () => {
    const prototypes = keep(finished(page));
    expect((await prototypes.load("me", "chat", "edit-1", "result"))?.rest).toBe("<p>edited</p>");
    expect(await prototypes.load("you", "chat", "edit-1", "result")).toBeNull();
  });

  it("is nobody else's, and of no other run", async () => {
    const prototypes = keep(finished(page));
    expect(await prototypes.load("you", "chat", "run-1", "result")).toBeNull();
    expect(await prototypes.load("me", "chat", "run-2", "result")).toBeNull();
    expect(await prototypes.loadShared("other", "run-1", "result")).toBeNull();
    expect(await prototypes.loadShared("token", "run-2", "result")).toBeNull();
  });

  it.each<[string, Execution, number | "result"]>([
    ["a line of the console", finished(1, [{ kind: "console", values: [page] }]), 0],
    ["a piece of markup", finished("<p>a</p>"), "result"],
    ["something within a value", finished([page]), "result"],
    ["what was never displayed", finished(1, []), 7],
    [
      "the result of a run that failed",
      { status: "finished", result: { status: "failed", output: [] } } as never,
      "result",
    ],
    ["the result of a program that did not run", { status: "refused" } as never, "result"],
  ])("is not %s", async (_, run, shown) => {
    expect(await keep(run).load("me", "chat", "run-1", shown)).toBeNull();
  });
});
