import { createHash } from "node:crypto";
import { unavailable } from "./answer.ts";
import type { Effort } from "./ask-model.ts";
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
}

/** Who judged where the facts alone were enough. */
const reading = "static reading";

type Asked = Pick<OpinionRequest, "program" | "facts" | "signal">;
/** The opinion that decides, then the others. */
type Opinions = [Opinion, ...Opinion[]];

/** A reviewer that asks a model, and another where one word is not enough. */
export function createReviewer(parts: ReviewerParts): Reviewer {
  const { model, second, factReader, policy = loadPolicy() } = parts;
  const { verdicts, diagnose, report } = parts;
  const opine = createOpine({ policy, verdicts, diagnose, report });
  const other = second ?? { ...model, effort: raise(model.effort) };
  // Who is asked once more has the time to think.
  const patient = { reviewing: other, attemptMs: 2 * other.attemptMs };
  silenceWarnings();

  async function deliberate(asked: Asked): Promise<Opinions> {
    const askFirst = (reviewing: ReviewingModel, attempts: number) =>
      opine({ ...asked, reviewing, opinion: "first", attempts, attemptMs: reviewing.attemptMs });
    const first = await askFirst(model, 2);
    if (second && isFault(first.cause)) return [await askFirst(second, 1), first];
    if (!needsSecondOpinion(first, asked.facts)) return [first];
    const next = await opine({ ...asked, ...patient, opinion: "second", attempts: 1 });
    return next.verdict === "unavailable" ? [first, next] : [next, first];
  }

  async function decide(program: Reviewable, { signal, again = false }: ReviewOptions): Promise<Opinions> {
    const unasked = { program, again, by: reading, startedAt: performance.now() };
    if (!isBound(program)) {
      report(new Error("The review was given a program with the SHA-256 of another."));
      return [recordUnasked(unavailable("internal"), { ...unasked, facts: null })];
    }
    const read = await factReader.read(program.code, { signal });
    if (read.status !== "read") return [recordUnasked(unavailable(read.status), { ...unasked, facts: null })];
    const { facts } = read;
    const refusal = refuseByFacts(facts);
    if (refusal) return [recordUnasked(refusal, { ...unasked, facts })];
    const asked = { program, facts, signal };
    return again ? [await opine({ ...asked, ...patient, opinion: "again", attempts: 2 })] : deliberate(asked);
  }

  return async function review(program, options = {}) {
    const startedAt = performance.now();
    const [decisive, ...others] = await decide(program, options);
    return { ...decisive, others, totalMs: Math.round(performance.now() - startedAt) };
  };
}

const efforts: readonly Effort[] = ["none", "minimal", "low", "medium", "high"];

/** More thought than this, and enough of it to change a mind; the most there is stays as it is. */
function raise(effort: Effort): Effort {
  const higher = Math.max(efforts.indexOf(effort) + 1, efforts.indexOf("medium"));
  return efforts[Math.min(higher, efforts.length - 1)] ?? effort;
}

/** Whether the SHA-256 is that of the code: a verdict on anything else would be worth nothing at the sandbox's door. */
function isBound({ code, sha256 }: Reviewable): boolean {
  return createHash("sha256").update(code).digest("hex") === sha256;
}
