import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Execution, Printed } from "#lib/agent";
import type { Output } from "#lib/sandbox";
import { completed, setStage } from "./fakes.ts";

const line = (text: string): Output => ({ kind: "console", level: "log", atMs: 0, values: [text] });

/** What was told, while it ran, of a program that prints these lines at once. */
async function hear(lines: Output[]): Promise<(Printed | undefined)[]> {
  const { ask } = setStage({
    turns: [{ call: { title: "Print", code: "print" } }, { say: "Done." }],
    async run(_program, options) {
      options?.onStart?.();
      await setImmediate();
      for (const printed of lines) options?.onOutput?.(printed);
      await setImmediate();
      return { ...completed, output: lines };
    },
  });
  const { chunks } = await ask();
  return chunks.flatMap((chunk) => {
    if (chunk.type !== "tool-output-available") return [];
    const execution = chunk.output as Execution;
    return execution.status === "running" && execution.startedAt !== null ? [execution.printed] : [];
  });
}

it("tells what a program prints while it runs", async () => {
  expect(await hear([line("one"), line("two")])).toEqual([
    undefined,
    { lines: [line("one"), line("two")], earlier: 0 },
  ]);
});

it("tells the last lines of many, and how many came before", async () => {
  const lines = Array.from({ length: 100 }, (_, index) => line(String(index)));
  expect((await hear(lines)).at(-1)).toEqual({ lines: lines.slice(-40), earlier: 60 });
});

it("tells nothing of a line that is as long as an answer, but that there was one", async () => {
  const long = line("x".repeat(20_000));
  expect((await hear([line("before"), long, line("after")])).at(-1)).toEqual({
    lines: [line("after")],
    earlier: 2,
  });
});
