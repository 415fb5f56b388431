import { describe, expect, it } from "vitest";
import type { ChatMessage } from "#lib/agent";
import type { Turn } from "./fake-model.ts";
import { question, setStage } from "./fakes.ts";

const write = (code: string, id: string) => ({ title: "Add", code, id });
const done: Turn = { say: "Done." };

function readIds(message: ChatMessage): string[] {
  return message.parts.flatMap((part) => (part.type === "tool-execute_code" ? [part.toolCallId] : []));
}

function readCodes(message: ChatMessage): unknown[] {
  return message.parts.flatMap((part) => (part.type === "tool-execute_code" ? [part.input?.code] : []));
}

describe("calls of a provider", () => {
  it("keep ids that are their own", async () => {
    const { ask } = setStage({ turns: [{ calls: [write("1", "a"), write("2", "b")] }, done] });
    expect(readIds((await ask()).message)).toEqual(["a", "b"]);
  });

  it.each([
    ["twice in one step", [{ calls: [write("1", "c1"), write("2", "c1")] }, done] satisfies Turn[]],
    [
      "again in the next step",
      [{ calls: [write("1", "c1")] }, { calls: [write("2", "c1")] }, done] satisfies Turn[],
    ],
    ["not at all", [{ calls: [write("1", ""), write("2", "")] }, done] satisfies Turn[]],
  ])("that are numbered %s are two runs all the same", async (_, turns) => {
    const { ask, journal } = setStage({ turns });
    const { message } = await ask();
    const ids = readIds(message);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => id !== "")).toBe(true);
    expect(readCodes(message)).toEqual(["1", "2"]);
    expect(journal.filter((entry) => entry.startsWith("run"))).toEqual(["run «1»", "run «2»"]);
  });

  it("are told from those of earlier answers", async () => {
    const { ask } = setStage({
      turns: [{ calls: [write("1", "c1")] }, done, { calls: [write("2", "c1")] }, done],
    });
    const first = await ask();
    const second = await ask([question("One?"), first.message, question("Two?", "question-2")]);
    expect(readIds(first.message)).toEqual(["c1"]);
    expect(readIds(second.message)).not.toContain("c1");
  });
});
