import type { ChatMessage, Execution } from "#lib/agent";
import type { Opinion, Review } from "#lib/safety";
import type { Output, RunResult } from "#lib/sandbox";
import type { Value } from "#lib/value";
import { completed, prepared, question, reviews } from "../fakes.ts";

type Part = ChatMessage["parts"][number];

const input = { title: "Count", code: "const result = 42;" };
const program = prepared(input.code);
const unreadable = { written: "const = ;", code: null, sha256: null };

const facts = { globals: ["Math"], findings: [{ kind: "exit" as const, text: "line 1: uses eval" }] };
const tokens = { input: 1_500, cacheRead: 1_400, cacheWrite: null, output: 40 };
const { others: _, totalMs, ...unsafe } = reviews.unsafe;
const opinion = {
  ...unsafe,
  facts,
  tokens,
  costUsd: 0.000_034,
  policyVersion: "ab12".repeat(16),
  shown: "The program.",
} satisfies Opinion;
const second: Review = {
  ...opinion,
  opinion: "second",
  others: [opinion, { ...opinion, verdict: "unavailable", category: null, cause: "timeout", effects: null }],
  totalMs,
};
const again: Review = { ...reviews.safe, opinion: "again", remembered: true };

/** One of each kind of value. */
export const value: Value = [
  null,
  true,
  -0.5,
  "text \u0000 \ud800",
  { plain: { constructor: "Ford", toString: 1 } },
  { $: "undefined" },
  { $: "number", value: "-0" },
  { $: "bigint", value: "-12345678901234567890" },
  { $: "symbol", description: null },
  { $: "function", name: "f", kind: "class" },
  { $: "date", value: "2026-11-02T10:00:00.000Z" },
  { $: "date", value: null },
  { $: "regexp", source: "a+", flags: "gu" },
  {
    $: "error",
    name: "TypeError",
    message: "no",
    stack: "at line 1",
    cause: { $: "error", name: "Error", message: "", stack: null, cause: null, properties: [] },
    properties: [["code", 7]],
  },
  { $: "map", entries: [[{ a: 1 }, [2]]], size: 3 },
  { $: "set", items: ["x"], size: 1 },
  { $: "binary", name: "Uint8Array", items: [1, 2], length: 900 },
  { $: "string", value: "cut", length: 5_000_000 },
  { $: "array", items: [{ $: "hole", count: 2 }, 3], length: 3 },
  { $: "object", name: "Point", entries: [["$", { $: "boxed", value: 5 }]], size: 1 },
  { $: "opaque", name: "Promise" },
  { $: "ref", path: [4, "plain"] },
  { $: "cut", name: "Object", size: null },
  { $: "thrown", message: "no getter" },
];

const output: Output[] = [
  { kind: "console", level: "warn", atMs: 0.25, values: ["a", value] },
  { kind: "display", atMs: 1, value: [{ name: "Earth", moons: 1 }] },
];
const ran = { output, cost: completed.cost };
const error = { name: "TypeError", message: "no", line: 1, column: 7, stack: "at line 1" };

const results: RunResult[] = [
  { status: "completed", value, ...ran },
  { status: "failed", error, ...ran },
  { status: "failed", error: { ...error, line: null, column: null, stack: null }, ...ran },
  { status: "stopped", reason: "time", limit: 10_000, ...ran },
  { status: "stopped", reason: "aborted", limit: null, ...ran },
  { status: "refused", reason: "busy" },
  { status: "refused", reason: "too-long", limit: 65_536 },
  { status: "crashed", message: "The worker ended.", ...ran },
];

export const executions: Execution[] = [
  { status: "reviewing", program },
  { status: "running", program, review: reviews.safe, startedAt: null, limitMs: 10_000 },
  { status: "running", program, review: reviews.safe, startedAt: 1_800_000_000_000, limitMs: 10_000 },
  {
    status: "running",
    program,
    review: reviews.safe,
    startedAt: 1_800_000_000_000,
    limitMs: 10_000,
    printed: { lines: [{ kind: "console", level: "log", atMs: 1, values: ["one"] }], earlier: 2 },
  },
  { status: "refused", program, review: second, laterReviews: [again, reviews.unavailable] },
  { status: "refused", program, review: reviews.unavailable, laterReviews: [] },
  { status: "withheld", program: unreadable, refusals: 3 },
  { status: "finished", program: unreadable, review: null, result: { status: "failed", error, ...ran } },
  { status: "finished", program: unreadable, review: null, result: { status: "refused", reason: "closed" } },
  ...results.map(
    (result): Execution => ({ status: "finished", program, review: second, laterReviews: [], result }),
  ),
];

const call = (id: string) => ({ type: "tool-execute_code" as const, toolCallId: id });
const otherCall = (id: string) => ({ type: "dynamic-tool" as const, toolName: "browse", toolCallId: id });

const parts: Part[] = [
  { type: "step-start" },
  { type: "text", text: "Let me **count**.", state: "done" },
  { ...call("written-0"), state: "input-streaming", input: undefined },
  { ...call("written-1"), state: "input-streaming", input: { title: "Co" }, rawInput: '{"title":"Co' },
  { ...call("written-2"), state: "input-available", input },
  { ...call("broken-1"), state: "output-error", input: "{broken" as never, errorText: "It cannot be read." },
  { ...call("broken-2"), state: "output-error", input: { title: "No code" } as never, errorText: "No." },
  ...executions.map((execution, index): Part => {
    const preliminary = execution.status === "reviewing" || execution.status === "running";
    return {
      ...call(`run-${index}`),
      state: "output-available",
      input,
      output: execution,
      ...(preliminary && { preliminary }),
    };
  }),
  { ...otherCall("other-1"), state: "input-streaming", input: undefined },
  { ...otherCall("other-2"), state: "input-available", input: { url: "x" } },
  { ...otherCall("other-3"), state: "output-error", input: {}, errorText: "There is no such tool." },
  { type: "text", text: "", state: "streaming" },
];

/** A conversation with everything that can stand in one. */
export const conversation: ChatMessage[] = [
  question("How many?"),
  {
    id: "answer-1",
    role: "assistant",
    metadata: {
      model: "fake-model",
      demo: false,
      status: "failed",
      failure: { cause: "interrupted", message: "It was interrupted." },
      stepLimitReached: null,
      refusalLimitReached: 3,
      tokens,
      costUsd: 0.5,
      startedAt: 1_800_000_000_000,
      firstMs: 300,
      totalMs: 4_000,
      course: {
        steps: [
          { tokens, costUsd: 0.5 },
          { tokens: null, costUsd: null },
        ],
        runs: [
          {
            toolCallId: "run-9",
            step: 0,
            writing: { fromMs: 300, toMs: 900 },
            reviewing: { fromMs: 900, toMs: 1_000 },
            waiting: { fromMs: 1_000, toMs: 1_000 },
            running: null,
            reading: null,
          },
        ],
      },
    },
    parts,
  },
  { id: "answer-2", role: "assistant", parts: [] },
];

/** What JSON keeps of it. */
export function overJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
