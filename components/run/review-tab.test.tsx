import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Opinion, Review } from "#lib/safety";
import { ReviewTab } from "./review-tab.tsx";
import type { RunState } from "./run-state.ts";

const record = {
  facts: { globals: ["Math"], findings: [{ kind: "exit", text: "line 1: uses eval" }] },
  model: "one",
  policyVersion: "p".repeat(64),
  shown: "the program",
  codeSha256: "c".repeat(64),
  at: 0,
  ms: 5,
  tokens: { input: 1_500, cacheRead: 1_400, cacheWrite: null, output: 40 },
  costUsd: 0.000_034,
  remembered: false,
  opinion: "first",
} satisfies Partial<Opinion>;

const safe: Opinion = {
  ...record,
  verdict: "safe",
  category: "none",
  cause: null,
  reason: "It adds.",
  effects: "Adds.",
};
const unsafe: Opinion = { ...safe, verdict: "unsafe", category: "other", reason: "It harms." };
const lost: Opinion = {
  ...safe,
  verdict: "unavailable",
  category: null,
  cause: "timeout",
  reason: "Nobody answered.",
  effects: null,
};
const second = { opinion: "second", model: "two" } as const;

const whole = (opinion: Opinion, ...others: Opinion[]): Review => ({ ...opinion, others, totalMs: 9 });
const program = { written: "1", code: "1", sha256: "c" };

function draw(state: RunState): string {
  const again = { status: "idle" as const, message: null, ask: () => {} };
  return renderToStaticMarkup(<ReviewTab state={state} again={again} />);
}

const refused = (review: Review, ...laterReviews: Review[]): RunState => ({
  status: "refused",
  program,
  review,
  laterReviews,
});

/** The names of the opinions, in the order in which they are shown. */
const readNames = (html: string) => [...html.matchAll(/<h4[^>]*>(.*?)<\/h4>/g)].map(([, name]) => name);

describe("the review of a run", () => {
  it.each<[string, Review, string[]]>([
    ["one opinion", whole(unsafe), ["The review"]],
    [
      "a second that overruled",
      whole({ ...safe, ...second }, unsafe),
      ["First opinion, which was overruled", "Second opinion, which decided"],
    ],
    [
      "a second that agreed",
      whole({ ...unsafe, ...second }, unsafe),
      ["First opinion, which was confirmed", "Second opinion, which decided"],
    ],
    [
      "a second that could not be had",
      whole(unsafe, { ...lost, ...second }),
      ["First opinion, which stands", "Second opinion, which could not be had"],
    ],
    [
      "another reviewer",
      whole({ ...safe, model: "two" }, lost),
      ["First reviewer, who could not be had", "Another reviewer, who decided"],
    ],
    [
      "no reviewer at all",
      whole({ ...lost, model: "two" }, lost),
      ["First reviewer, who could not be had", "Another reviewer, who could not be had either"],
    ],
  ])("with %s names each for what it was", (_, review, names) => {
    expect(readNames(draw(refused(review)))).toEqual(names);
  });

  it.each<[string, Review[], string | null]>([
    ["agree", [whole(unsafe)], "The verdicts agree."],
    ["disagree", [whole(safe)], "The verdicts disagree: first unsafe, then safe."],
    ["disagree among themselves", [whole(safe), whole(unsafe)], "first unsafe, then safe, then unsafe."],
    ["could not be had", [whole(lost)], null],
  ])("and later ones that %s are compared by their verdicts alone", (_, later, words) => {
    const html = draw(refused(whole(unsafe), ...later));
    if (words === null) expect(html).not.toMatch(/The verdicts/);
    else expect(html).toContain(words);
    expect(html).toContain("a later review runs nothing");
  });

  it("shows the whole record", () => {
    const html = draw(refused(whole(safe)));
    for (const text of [
      "1,500 in (1,400 of them cached), 40 out",
      "$0.000034",
      ", fresh",
      "line 1: uses eval",
      "Math",
      "the program",
      `/api/policy/${"p".repeat(64)}`,
      "c".repeat(64),
    ])
      expect(html).toContain(text);
  });

  it("that was remembered says since when, and that no model was asked now", () => {
    const html = draw(refused(whole({ ...safe, remembered: true, tokens: null, costUsd: 0 })));
    expect(html).toContain("remembered since");
    expect(html).toContain("none: no model was asked");
    expect(html).toContain("nothing");
  });

  it("names the policy of a later one that was given by another", () => {
    const version = "q".repeat(64);
    expect(draw(refused(whole(safe), whole({ ...safe, policyVersion: version })))).toContain(
      `/api/policy/${version}`,
    );
  });

  it("that read nothing claims nothing of the program", () => {
    const html = draw(
      refused(whole({ ...lost, facts: null, shown: null, policyVersion: null, cause: "unreadable" })),
    );
    expect(html).toContain("It could not be read.");
    expect(html).toContain("not known");
    expect(html).toContain("Ask for another review");
  });

  it("that needed no model offers no other, which could not differ", () => {
    const html = draw(
      refused(whole({ ...unsafe, shown: null, policyVersion: null, costUsd: 0, tokens: null })),
    );
    expect(html).not.toContain("Ask for another review");
    expect(html).toContain("would decide the same again");
  });

  it("that ended with its answer offers no other, and says what there was", () => {
    const running = { status: "running", program, review: whole(safe), startedAt: 0, limitMs: 1 } as const;
    expect(draw({ status: "interrupted", reached: running })).not.toContain("Ask for another review");
    expect(draw({ status: "interrupted", reached: { status: "reviewing", program } })).toContain(
      "There was no review.",
    );
    expect(draw({ status: "reviewing", program })).toContain("There is no review yet.");
  });
});
