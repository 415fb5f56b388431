import { expect, it } from "vitest";
import type { ChatMessage } from "#lib/agent";
import { findRun } from "./find-run.ts";

const answer = (id: string, ...calls: string[]): ChatMessage => ({
  id,
  role: "assistant",
  parts: calls.map((toolCallId) => ({
    type: "tool-execute_code",
    toolCallId,
    state: "input-available",
    input: { title: id, code: "1" },
  })),
});

it("a run is the newest of its id, which is the one the server keeps versions of", () => {
  const messages = [answer("first", "call_0", "call_1"), answer("second", "call_0"), answer("third")];
  expect(findRun(messages, "call_0")).toMatchObject({
    message: { id: "second" },
    part: { input: { title: "second" } },
  });
  expect(findRun(messages, "call_1")?.message.id).toBe("first");
  expect(findRun(messages, "call_2")).toBeNull();
  expect(findRun(messages, null)).toBeNull();
});
