import type { ReactNode } from "react";
import type { Opinion, Review } from "#lib/safety";
import { Nothing, Raw, Section } from "./inspector-section.tsx";
import type { RunState } from "./run-state.ts";
import { Verdict } from "./verdict.tsx";
import {
  describeTokens,
  describeUnreviewed,
  describeVerdict,
  describeWithheld,
  formatMoment,
  formatMs,
  formatUsd,
} from "./words.ts";

/** How one asks for another review, and how that goes. */
export interface ReviewAgain {
  status: "idle" | "asking" | "failed";
  /** Why the last attempt failed; null unless it did. */
  message: string | null;
  /** Null where it is not possible now. */
  ask: (() => void) | null;
}

/** Every opinion on the program: those of the review that decided, then the ones that somebody asked for later. */
export function ReviewTab({ state, again }: { state: RunState; again: ReviewAgain }) {
  const seen = state.status === "interrupted" ? state.reached : state;
  if (seen.status === "withheld") return <Nothing>{describeWithheld(seen.refusals)}</Nothing>;
  if (!("review" in seen)) return <Nothing>There is no review yet.</Nothing>;
  if (seen.review === null) return <Nothing>{describeUnreviewed(seen.result)}</Nothing>;
  const { review } = seen;
  const later = "laterReviews" in seen ? seen.laterReviews : [];
  return (
    <>
      <ReviewRecord title="The review that decided" review={review} />
      {later.map((other, index) => (
        <ReviewRecord
          // biome-ignore lint/suspicious/noArrayIndexKey: reviews are only ever added at the end.
          key={index}
          title={later.length === 1 ? "Reviewed again" : `Reviewed again, ${index + 1} of ${later.length}`}
          review={other}
        />
      ))}
      {later.length > 0 && <Comparison review={review} later={later} />}
      <Again again={again} />
    </>
  );
}

function ReviewRecord({ title, review }: { title: string; review: Review }) {
  const { others, totalMs, ...decisive } = review;
  return (
    <Section title={title} text={() => JSON.stringify(review, null, 2)}>
      <OpinionEntries opinion={decisive} />
      {others.map((other) => (
        <div key={`${other.opinion} ${other.model} ${other.at}`} className="mt-4 border-l border-rule pl-4">
          <h4 className="mb-2 text-xs text-quiet">{describeOther(decisive, other)}</h4>
          <OpinionEntries opinion={other} />
        </div>
      ))}
      {others.length > 0 && (
        <p className="mt-3 text-xs text-quiet">Both opinions together took {formatMs(totalMs)}.</p>
      )}
    </Section>
  );
}

/** What became of an opinion that did not decide. */
function describeOther(decisive: Opinion, other: Opinion): string {
  if (other.verdict === "unavailable")
    return other.opinion === "second"
      ? "A second opinion was asked for and could not be had"
      : "This reviewer was asked first and could not be had";
  return other.verdict === decisive.verdict
    ? "The first opinion, which this one confirmed"
    : "The first opinion, which this one overruled";
}

function OpinionEntries({ opinion }: { opinion: Opinion }) {
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-sm [overflow-wrap:anywhere]">
        <Entry term="Verdict">
          <Verdict verdict={opinion.verdict} />
        </Entry>
        <Entry term="Reason">{opinion.reason}</Entry>
        <Entry term="Category">{opinion.category ?? "none given"}</Entry>
        {opinion.cause !== null && <Entry term="Cause">{opinion.cause}</Entry>}
        <Entry term="Effects">{opinion.effects ?? "not said"}</Entry>
        <Entry term="Found by reading">
          <Findings facts={opinion.facts} />
        </Entry>
        {recordEntries(opinion).map(([term, text]) => (
          <Entry key={term} term={term}>
            {text}
          </Entry>
        ))}
      </dl>
      {opinion.shown !== null && (
        <details className="mt-3 text-sm">
          <summary className="w-fit cursor-pointer text-quiet hover:text-ink">
            What the reviewer was shown after the policy
          </summary>
          <div className="mt-2">
            <Raw label="What the reviewer was shown" text={opinion.shown} />
          </div>
        </details>
      )}
    </>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Findings({ facts }: { facts: Opinion["facts"] }) {
  if (facts === null) return "it could not be read";
  return (
    <>
      {facts.findings.length === 0 ? (
        "nothing that speaks for a closer look"
      ) : (
        <ul>
          {facts.findings.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {facts.globals.length > 0 && (
        <p className="text-quiet">Uses of the sandbox: {facts.globals.join(", ")}</p>
      )}
    </>
  );
}

function recordEntries(opinion: Opinion): [string, string][] {
  const given = formatMoment(opinion.at);
  return [
    ["Reviewer", opinion.model],
    ["Opinion", opinions[opinion.opinion]],
    ["Given", opinion.remembered ? `${given}, remembered since` : given],
    ["Took", formatMs(opinion.ms)],
    ["Tokens", describeTokens(opinion)],
    ["Cost", opinion.costUsd === null ? "unknown" : formatUsd(opinion.costUsd)],
    ["Policy", opinion.policyVersion ?? "no model was asked, so none"],
    ["Code SHA-256", opinion.codeSha256],
  ];
}

const opinions: Record<Opinion["opinion"], string> = {
  first: "first",
  second: "second, since the first one's refusal rested on its word alone",
  again: "asked for by a reader, afresh",
};

function Comparison({ review, later }: { review: Review; later: Review[] }) {
  const different = later.filter(({ verdict }) => verdict !== review.verdict);
  const words =
    different.length === 0
      ? "They agree."
      : `They disagree: first ${describeVerdict(review.verdict).toLowerCase()}, then ${later
          .map(({ verdict }) => describeVerdict(verdict).toLowerCase())
          .join(", ")}.`;
  return <p className="mb-4 text-sm">{words} What happened stays as it was: a later review runs nothing.</p>;
}

function Again({ again: { status, message, ask } }: { again: ReviewAgain }) {
  return (
    <div className="border-t border-rule pt-4 text-sm">
      <button
        type="button"
        disabled={ask === null || status === "asking"}
        onClick={() => ask?.()}
        className="rounded-sm border border-rule-strong px-3 py-1.5 enabled:hover:border-accent enabled:hover:text-accent disabled:text-quiet"
      >
        {status === "asking" ? "Reviewing again…" : "Ask for another review"}
      </button>
      <p className="mt-2 max-w-[60ch] text-xs text-quiet">
        The same program is judged afresh, with more thought. Both reviews are kept; nothing runs because of
        it.
      </p>
      <p aria-live="polite" className="mt-2 text-unavailable empty:hidden">
        {status === "failed" ? message : null}
      </p>
    </div>
  );
}
