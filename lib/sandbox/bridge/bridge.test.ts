import { describe, expect, it } from "vitest";
// From the inside: a program's questions are put by the prelude, so no program can put one that is malformed.
import { createGuestBridge } from "./index.ts";

const bridge = createGuestBridge();

function ask(topic: string, question: string): unknown {
  return JSON.parse(bridge.ask(topic, question));
}

describe("the host, asked by a guest that has broken out of its prelude,", () => {
  const refusals: [topic: string, question: string][] = [
    ["nobody", "1"],
    ["constructor", "1"],
    ["__proto__", "1"],
    ["url", ""],
    ["url", "not JSON"],
    ["url", "1"],
    ["url", "null"],
    ["url", "{}"],
    ["url", "[]"],
    ["url", '["read", 5, null]'],
    ["url", '["read", "x:y", 5]'],
    ["url", '["change", "http://a", "constructor", "x"]'],
    ["url", '["change", "http://a", "__proto__", "x"]'],
    ["url", '["change", "http://a", "origin", "x"]'],
    ["url", '["change", "nonsense", "hash", "x"]'],
    ["url", '["change", "http://a", "hash", {}]'],
    ["url", '["split", 5]'],
    ["url", '["join", "a"]'],
    ["url", '["join", "a", 1]'],
    ["url", `["split", ${JSON.stringify("x".repeat(300_000))}]`],
    ["random", "0"],
    ["random", "-1"],
    ["random", "1.5"],
    ["random", "1e9"],
    ["random", '"pool"'],
    ["intl", "1"],
    ["intl", '"x"'],
    ["intl", JSON.stringify('["__proto__",null,null]\n["format",1]')],
    ["intl", JSON.stringify('["NumberFormat",null,null]\n["constructor",1]')],
  ];

  it.each(refusals)("refuses %s %s", (topic, question) => {
    expect(ask(topic, question)).toEqual({
      error: [expect.stringMatching(/^(Type|Range|Syntax)Error$/), expect.any(String)],
    });
  });

  it("answers with plain data", () => {
    expect(ask("url", '["read", "http://a/?b", null]')).toMatchObject({ ok: { href: "http://a/?b" } });
    expect(ask("url", '["read", "nonsense", null]')).toEqual({ ok: null });
    expect(ask("url", '["split", "a=1&a=2"]')).toEqual({
      ok: [
        ["a", "1"],
        ["a", "2"],
      ],
    });
    expect(ask("url", '["join", "a", "1", "b", "&"]')).toEqual({ ok: "a=1&b=%26" });
  });
});
