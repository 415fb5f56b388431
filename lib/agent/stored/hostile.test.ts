import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChatMessage, partsVersion, readMessage } from "#lib/agent";
import { formatValue, type Value } from "#lib/value";
import { completed, reviews } from "../fakes.ts";
import { changedMessage } from "./changes.fixture.ts";
import { conversation, executions, overJson, value } from "./messages.fixture.ts";

const settings = { seed: 20_261_102, numRuns: 1_000 };

const read = (json: unknown) => readMessage(json, partsVersion);

/** An answer with one program that returned this. */
function returned(result: unknown): unknown {
  return {
    id: "answer-1",
    role: "assistant",
    parts: [
      {
        type: "tool-execute_code",
        toolCallId: "1",
        state: "output-available",
        input: { title: "Count", code: "1" },
        output: {
          status: "finished",
          program: { written: "1", code: "1", sha256: "c0de" },
          review: reviews.safe,
          laterReviews: [],
          result: { ...completed, value: result },
        },
      },
    ],
  };
}

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

describe("a message from elsewhere", () => {
  const [asked, answer] = overJson(conversation) as [ChatMessage, ChatMessage];
  const run = { type: "tool-execute_code", toolCallId: "1", state: "output-available" };
  const input = { title: "A", code: "1" };
  const finished = overJson(
    executions.find((execution) => "result" in execution && execution.review !== null),
  );
  const answerWith = (...parts: unknown[]) => ({ id: "answer-1", role: "assistant", parts });
  const answerOf = (output: unknown) => answerWith({ ...run, input, output });
  const own = (json: string): unknown => JSON.parse(json);

  it.each<[string, unknown, string]>([
    ["nothing", null, "expected object"],
    ["a list", [], "expected object"],
    ["another role", { ...asked, role: "system" }, "role"],
    ["an id that is a path", { ...asked, id: "../../admin" }, "id: must be 8 to 64"],
    ["a question with a program", { ...answer, role: "user" }, "parts.0.type"],
    ["a question that says whose answer it is", { ...asked, metadata: answer.metadata }, "metadata"],
    ["a field that messages do not have", { ...asked, owner: "me" }, '"owner"'],
    [
      "more parts than an answer has",
      answerWith(...Array(1_001).fill({ type: "step-start" })),
      "parts: Too big",
    ],
    ["a kind of part that is not shown", answerWith({ type: "file", url: "x" }), "parts.0.type"],
    ["a part that is none", answerWith(null), "parts.0"],
    ["text that is none", answerWith({ type: "text", text: { toString: 1 } }), "parts.0.text"],
    ["a call in a state that there is not", answerWith({ ...run, state: "done" }), "parts.0.state"],
    ["a call that waits for approval", answerWith({ ...run, state: "approval-requested" }), "parts.0.state"],
    ["two calls of one id", answerWith(...Array(2).fill({ ...run, input, output: finished })), "two calls"],
    ["a result without its run", answerOf(undefined), "parts.0.output"],
    ["a run that ran without a verdict", answerOf({ ...finished, review: null }), "parts.0.output"],
    [
      "a verdict of two minds",
      answerOf({ ...finished, review: { ...reviews.safe, category: "other" } }),
      "review.category",
    ],
    ["a verdict with too little", answerOf({ ...finished, review: { verdict: "safe" } }), "review"],
    [
      "a result of two kinds",
      answerOf({ ...finished, result: { ...completed, reason: "time" } }),
      '"reason"',
    ],
    [
      "a failure without an error",
      answerOf({ ...finished, result: { ...completed, status: "failed" } }),
      "result",
    ],
    [
      "an address in place of a hash",
      answerOf({ ...finished, review: { ...reviews.safe, policyVersion: "../../chat" } }),
      "policyVersion: is no hash",
    ],
    ["a state that a program cannot have", answerOf({ ...finished, status: "trusted" }), "output.status"],
  ])("is turned away when it is or has %s", (_, json, reason) => {
    const result = read(json);
    expect(result).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it.each<[string, unknown]>([
    ["of a kind that there is not", { $: "nothing" }],
    ["of a kind that every object has", { $: "constructor" }],
    ["whose kind is no word", { $: 1 }],
    ["with a field too few", { $: "map", entries: [] }],
    ["with a field too many", { $: "undefined", value: 1 }],
    ["with entries that are no pairs", { $: "map", entries: [[1]], size: 1 }],
    ["with properties that have no names", { $: "object", name: null, entries: [[1, 2]], size: 1 }],
    ["with a wrong value far within", { a: [{ $: "set", items: [{ $: "date", value: "today" }], size: 1 }] }],
    ["with a bigint that is none", { $: "bigint", value: "1); alert(1" }],
    ["with a size below nothing", { $: "array", items: [], length: -1 }],
    ["with a number that JSON cannot write", own("[1e999]")],
    ["with a key that is none", own('{"a":{"__proto__":{"polluted":true}}}')],
    ["nested deeper than a program can", nested(500, (inner) => [inner])],
    ["nested far deeper", nested(100_000, (inner) => ({ a: inner }))],
    ["nested deep in maps", nested(50_000, (inner) => ({ $: "map", entries: [[inner, 1]], size: 1 }))],
    ["with more entries than a program can return", Array(5_000_000).fill(0)],
    ["with more text than a program can return", ["x".repeat(5_000_000)]],
    ["with more steps than a program can return", { $: "ref", path: Array(5_000_000).fill(0) }],
  ])("is turned away when it has a value %s", (_, result) => {
    expect(read(returned(result))).toEqual({
      ok: false,
      reason: "parts.0.output.result.value: is nothing that a program can return",
    });
  });

  it("is turned away in another form", () => {
    expect(readMessage(overJson(asked), partsVersion + 1)).toEqual({
      ok: false,
      reason: expect.stringMatching(/form 2.*form 1/),
    });
  });

  it.each<[string, unknown]>([
    ["a million wrong things", answerOf({ ...finished, laterReviews: Array(1_000_000).fill(0) })],
    ["a million wrong parts", answerWith(...Array(100_000).fill(0))],
    [
      "a million wrong fields",
      { ...asked, ...Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 1])) },
    ],
    ["words that turn the line around", { ...asked, "\u202egnp.exe\n\u0000\ud800": 1 }],
  ])("is turned away in a line that can be shown when it has %s", (_, json) => {
    const result = read(json);
    expect(result.ok).toBe(false);
    const reason = result.ok ? "" : result.reason;
    expect(reason.length).toBeLessThan(700);
    expect(reason).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
  });

  it("changes nothing that all objects have", () => {
    const json = own(
      '{"id":"answer-1","role":"assistant","__proto__":{"polluted":1},"parts":[{"type":"text","text":"a","__proto__":{"polluted":1}}]}',
    );
    read(json);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("is read or turned away, never more, whatever was changed in it; and what is read can be put into words", () => {
    let accepted = 0;
    fc.assert(
      fc.property(changedMessage, (json) => {
        const result = read(json);
        if (!result.ok) {
          expect(result.reason).not.toBe("");
          return;
        }
        accepted += 1;
        // What was read stays readable, and is the same read twice.
        expect(read(overJson(result.message))).toEqual({ ok: true, message: overJson(result.message) });
        for (const part of result.message.parts)
          if (part.type === "tool-execute_code" && part.state === "output-available")
            expect(() => JSON.stringify(part.output)).not.toThrow();
      }),
      settings,
    );
    expect(accepted).toBeGreaterThan(settings.numRuns / 50);
  });

  it("is read or turned away when it is any JSON at all", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(read(json).ok).toBe(false);
        expect(read(returned(json))).toBeDefined();
      }),
      settings,
    );
  });

  it("has values only that can be written out", () => {
    const anyValue = fc.jsonValue().map((json) => [value, json, { $: "ref", path: [1] }]);
    fc.assert(
      fc.property(anyValue, (json) => {
        if (read(returned(json)).ok) expect(formatValue(json as Value)).not.toBe("");
      }),
      settings,
    );
  });
});
