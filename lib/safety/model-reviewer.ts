import { createHash } from "node:crypto";
import { unavailable } from "./answer.ts";
import type { FactReader } from "./facts/fact-reader.ts";
import { needsSecondOpinion, refuseByFacts } from "./judge-facts.ts";
import { createOpine, type OpinionParts, type OpinionRequest, type ReviewingModel } from "./opinion.ts";
import { loadPolicy, type Policy } from "./policy.ts";
import { isFault, type Opinion, type Reviewable, type Reviewer, type ReviewOptions } from "./review.ts";
import { recordUnasked } from "./unasked.ts";
import { silenceWarnings } from "./warnings.ts";

export interface ReviewerParts extends Omit<OpinionParts, "policy"> {
  model: ReviewingModel;
  /** Gives second opinions, and the first where `model` cannot be had. Null: `model` gives them, thinking harder. */
  second: ReviewingModel | null;
  factReader: FactReader;
  /** `policy.md` where it is left out. */
  policy?: Policy;
  /** How long one attempt of a first opinion may take, in milliseconds. */
  attemptMs?: number;
}

/** Longer than a small model takes for a verdict, short enough to wait for. */
const defaultAttemptMs = 3_000;

/** Who judged where the facts alone were enough. */
const reading = "static reading";

type Asked = Pick<OpinionRequest, "program" | "facts" | "signal">;
/** The opinion that decides, then the others. */
type Opinions = [Opinion, ...Opinion[]];

/** A reviewer that asks a model, and another where one word is not enough. */
export function createReviewer(parts: ReviewerParts): Reviewer {
  const { model, second, factReader, policy = loadPolicy(), attemptMs = defaultAttemptMs } = parts;
  const { verdicts, diagnose, report } = parts;
  const opine = createOpine({ policy, verdicts, diagnose, report });
  const harder = second ?? { ...model, effort: "medium" };
  silenceWarnings();

  async function deliberate(asked: Asked): Promise<Opinions> {
    const first = await opine({ ...asked, reviewing: model, opinion: "first", attempts: 2, attemptMs });
    if (second && isFault(first.cause))
      return [await opine({ ...asked, reviewing: second, opinion: "first", attempts: 1, attemptMs }), first];
    if (!needsSecondOpinion(first, asked.facts)) return [first];
    const other = await opine({ ...asked, ...patient, reviewing: harder, opinion: "second", attempts: 1 });
    return other.verdict === "unavailable" ? [first, other] : [other, first];
  }

  /** Who thinks harder takes longer. */
  const patient = { attemptMs: 2 * attemptMs };

  async function decide(program: Reviewable, { signal, again = false }: ReviewOptions): Promise<Opinions> {
    const unasked = { program, again, by: reading, startedAt: performance.now() };
    if (!isBound(program)) {
      report(new Error("The review was given a program with the SHA-256 of another."));
      return [recordUnasked(unavailable("internal"), { ...unasked, facts: null })];
    }
    const facts = await factReader.read(program.code);
    if (facts === null) return [recordUnasked(unavailable("unreadable"), { ...unasked, facts })];
    const refusal = refuseByFacts(facts);
    if (refusal) return [recordUnasked(refusal, { ...unasked, facts })];
    const asked = { program, facts, signal };
    return again
      ? [await opine({ ...asked, ...patient, reviewing: harder, opinion: "again", attempts: 2 })]
      : deliberate(asked);
  }

  return async function review(program, options = {}) {
    const startedAt = performance.now();
    const [decisive, ...others] = await decide(program, options);
    return { ...decisive, others, totalMs: Math.round(performance.now() - startedAt) };
  };
}

/** Whether the SHA-256 is that of the code: a verdict on anything else would be worth nothing at the sandbox's door. */
function isBound({ code, sha256 }: Reviewable): boolean {
  return createHash("sha256").update(code).digest("hex") === sha256;
}
