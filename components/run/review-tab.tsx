import type { ReactNode } from "react";
import type { Opinion, Review } from "#lib/safety";
import { Nothing, Raw, Section } from "./inspector-section.tsx";
import { nameOpinion, type ReviewAgain } from "./review-words.ts";
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

/** Every opinion on the program in the order in which they were given, what was judged, and a way to doubt it. */
export function ReviewTab({ state, again }: { state: RunState; again: ReviewAgain }) {
  const seen = state.status === "interrupted" ? state.reached : state;
  if (seen.status === "withheld") return <Nothing>{describeWithheld(seen.refusals)}</Nothing>;
  if (!("review" in seen)) return <Nothing>There is no review yet.</Nothing>;
  if (seen.review === null) return <Nothing>{describeUnreviewed(seen.result)}</Nothing>;
  const { review } = seen;
  const later = "laterReviews" in seen ? seen.laterReviews : [];
  const record = () => JSON.stringify({ review, laterReviews: later }, null, 2);
  return (
    <>
      <Section title="The verdict" text={record} copies="The whole record">
        <ol>
          {listOpinions(review).map((opinion) => (
            <OpinionItem
              key={`${opinion.opinion} ${opinion.model}`}
              name={nameOpinion(opinion, review)}
              opinion={opinion}
            />
          ))}
          {later.map((other, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: reviews are only ever added at the end.
            <OpinionItem key={index} name={nameLater(index, later.length)} opinion={other} />
          ))}
        </ol>
        {later.length > 0 && <Comparison review={review} later={later} />}
        <Again again={again} />
      </Section>
      <Judged review={review} />
    </>
  );
}

/** The one that decided and the others, as they came. */
function listOpinions(review: Review): Opinion[] {
  return [review, ...review.others].toSorted((one, other) => one.at - other.at);
}

function nameLater(index: number, count: number): string {
  return count === 1 ? "Reviewed again" : `Reviewed again, ${index + 1} of ${count}`;
}

function OpinionItem({ name, opinion }: { name: string; opinion: Opinion }) {
  return (
    <li className="mb-5">
      <h4 className="text-xs text-quiet">{name}</h4>
      <p className="mt-0.5 mb-2 text-sm leading-relaxed [overflow-wrap:anywhere]">
        <Verdict verdict={opinion.verdict} /> {opinion.reason}
      </p>
      <Entries
        entries={[
          ["Category", opinion.category ?? "none given"],
          ...(opinion.cause === null ? [] : ([["Cause", opinion.cause]] as const)),
          ["Effects", opinion.effects ?? "not said"],
          ["Reviewer", opinion.model],
          ["Given", formatMoment(opinion.at) + (opinion.remembered ? ", remembered since" : "")],
          ["Took", formatMs(opinion.ms)],
          ["Tokens", describeTokens(opinion)],
          ["Cost", opinion.costUsd === null ? "unknown" : formatUsd(opinion.costUsd)],
        ]}
      />
      {opinion.shown !== null && (
        <details className="mt-2 text-sm">
          <summary className="w-fit cursor-pointer text-quiet hover:text-ink">
            What the reviewer was shown, after the policy
          </summary>
          <div className="mt-2">
            <Raw label="What the reviewer was shown" text={opinion.shown} />
          </div>
        </details>
      )}
    </li>
  );
}

function Entries({ entries }: { entries: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm [overflow-wrap:anywhere]">
      {entries.map(([term, content]) => (
        <Entry key={term} term={term}>
          {content}
        </Entry>
      ))}
    </dl>
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

/** What all opinions had before them. */
function Judged({ review }: { review: Review }) {
  const { facts, policyVersion, codeSha256, totalMs } = review;
  return (
    <Section title="What was judged">
      <Entries
        entries={[
          ["Found by reading", <Findings key="findings" facts={facts} />],
          ["Uses", facts?.globals.join(", ") || "nothing of the sandbox"],
          ["Code SHA-256", <Hash key="code" hash={codeSha256} />],
          [
            "Policy",
            policyVersion === null ? "no model was asked" : <Hash key="policy" hash={policyVersion} />,
          ],
          ["The review took", formatMs(totalMs)],
        ]}
      />
    </Section>
  );
}

const Hash = ({ hash }: { hash: string }) => <code className="text-xs break-all">{hash}</code>;

function Findings({ facts }: { facts: Opinion["facts"] }) {
  if (facts === null) return "It could not be read.";
  if (facts.findings.length === 0) return "nothing that speaks for a closer look";
  return (
    <ul>
      {facts.findings.map(({ text }) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function Comparison({ review, later }: { review: Review; later: Review[] }) {
  const agree = later.every(({ verdict }) => verdict === review.verdict);
  const [first, ...then] = [review, ...later].map(({ verdict }) => describeVerdict(verdict).toLowerCase());
  return (
    <p className="mb-4 max-w-[60ch] text-sm">
      {agree ? "They agree." : `They disagree: first ${first}, then ${then.join(", ")}.`} What happened stays
      as it was: a later review runs nothing.
    </p>
  );
}

function Again({ again: { status, message, ask } }: { again: ReviewAgain }) {
  return (
    <div className="text-sm">
      <button
        type="button"
        disabled={ask === null || status === "asking"}
        onClick={() => ask?.()}
        className="rounded-sm border border-rule-strong px-3 py-1.5 enabled:hover:border-accent enabled:hover:text-accent disabled:text-quiet"
      >
        {status === "asking" ? "Reviewing again…" : "Ask for another review"}
      </button>
      <p className="mt-2 max-w-[60ch] text-xs text-quiet">
        The same program is judged afresh, with more thought. Both reviews are kept, and nothing runs because
        of it.
      </p>
      <p aria-live="polite" className="mt-2 text-unavailable empty:hidden">
        {status === "failed" ? message : null}
      </p>
    </div>
  );
}
