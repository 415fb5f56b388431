import { describe, expect, it } from "vitest";
import type { AnswerMetadata } from "#lib/agent";
import { describeAnswer } from "./signature.tsx";
import { listDetails } from "./signature-details.tsx";

const metadata: AnswerMetadata = {
  model: "gpt-6-luna",
  demo: false,
  status: "complete",
  failure: null,
  stepLimitReached: null,
  refusalLimitReached: null,
  tokens: { input: 2_871, cacheRead: 2_000, cacheWrite: null, output: 343 },
  costUsd: 0.012,
  startedAt: 0,
  firstMs: 640,
  totalMs: 12_000,
};

describe("the line below an answer", () => {
  it("names the model, the time, the tokens and the cost", () => {
    expect(describeAnswer(metadata)).toEqual(["gpt-6-luna", "12 s", "3,214 tokens", "$0.012"]);
  });

  it("leaves out a cost that is not known instead of calling it nothing", () => {
    expect(describeAnswer({ ...metadata, costUsd: null })).toEqual(["gpt-6-luna", "12 s", "3,214 tokens"]);
    expect(new Map(listDetails({ ...metadata, costUsd: null })).get("Cost")).toBe("unknown");
  });

  it("leaves out tokens that nobody reported", () => {
    const unreported = { ...metadata, tokens: null, costUsd: null };
    expect(describeAnswer(unreported)).toEqual(["gpt-6-luna", "12 s"]);
    expect(new Map(listDetails(unreported)).get("Tokens in")).toBe("not reported");
  });

  it("leaves out the time of an answer whose end nobody saw", () => {
    expect(describeAnswer({ ...metadata, totalMs: null })).not.toContain("12 s");
    expect(listDetails({ ...metadata, totalMs: null }).map(([name]) => name)).not.toContain("Ended after");
  });

  it("has the details: what was cached, and that reviews cost besides", () => {
    const details = new Map(listDetails(metadata));
    expect(details.get("Tokens in")).toBe("2,871, 2,000 of them cached");
    expect(details.get("Tokens out")).toBe("343");
    expect(details.get("Cost")).toBe("$0.012, without the reviews");
    expect(details.get("First words after")).toBe("640 ms");
  });
});
