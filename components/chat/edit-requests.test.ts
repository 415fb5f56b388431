import { afterEach, expect, it, vi } from "vitest";
import { editRequests } from "./edit-requests.ts";

afterEach(() => vi.unstubAllGlobals());

const program = { chatId: "chat", runId: "call", code: "1", from: null, model: "model" };

it("a failure while a changed program runs is told in the server's own words", async () => {
  const lines = [
    { kind: "stage", execution: {} },
    { kind: "failed", message: "Its database is gone." },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  vi.stubGlobal("fetch", async () => new Response(text));
  const told: string[] = [];
  const run = editRequests.run(program, ({ kind }) => told.push(kind), new AbortController().signal);
  await expect(run).rejects.toThrow("Its database is gone.");
  expect(told).toEqual(["stage"]);
});
