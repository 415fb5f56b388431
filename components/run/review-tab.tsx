import { useReader } from "#components/value";
import type { Opinion, Review } from "#lib/safety";
import { Nothing, Section } from "./inspector-section.tsx";
import { Entries, Hash, OpinionItem, Policy } from "./opinion-item.tsx";
import { compareReviews, isSettled, nameOpinion, type ReviewAgain } from "./review-words.ts";
import type { RunState } from "./run-state.ts";
import { describeUnreviewed, describeWithheld, formatMs } from "./words.ts";

/** Every opinion on the program in the order in which they were given, what was judged, and a way to doubt it. */
export function ReviewTab({ state, again }: { state: RunState; again: ReviewAgain | null }) {
  const seen = state.status === "interrupted" ? state.reached : state;
  if (seen.status === "withheld") return <Nothing>{describeWithheld(seen)}</Nothing>;
  if (!("review" in seen))
    return (
      <Nothing>
        {state.status === "interrupted" || state.status === "broken"
          ? "There was no review."
          : "There is no review yet."}
      </Nothing>
    );
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
              key={`${opinion.opinion} ${opinion.model} ${opinion === review}`}
              name={nameOpinion(opinion, review)}
              opinion={opinion}
              basis={review}
            />
          ))}
          {later.map((other, index) => (
            <OpinionItem
              key={other.at}
              name={nameLater(index, later.length)}
              opinion={other}
              basis={review}
            />
          ))}
        </ol>
        <p aria-live="polite" className="mb-4 max-w-[60ch] text-sm empty:m-0">
          {later.length > 0 && describeLater(review, later)}
        </p>
        {again !== null &&
          "laterReviews" in seen &&
          (isSettled(review) ? <Settled /> : <Again again={again} />)}
      </Section>
      <Judged review={review} />
    </>
  );
}

/** The one that decided and the others, in the order in which they were asked for. */
function listOpinions(review: Review): Opinion[] {
  const isAfter = review.others.some(({ opinion }) => opinion === "second");
  return isAfter ? [review, ...review.others] : [...review.others, review];
}

function describeLater(review: Review, later: readonly Review[]): string {
  const comparison = compareReviews(review, later);
  const rest = "What happened stays as it was: a later review runs nothing.";
  return comparison === null ? rest : `${comparison} ${rest}`;
}

function nameLater(index: number, count: number): string {
  return count === 1 ? "Reviewed again" : `Reviewed again, ${index + 1} of ${count}`;
}

/** What the opinions had before them. */
function Judged({ review }: { review: Review }) {
  const { facts, policyVersion, codeSha256, totalMs } = review;
  const reader = useReader();
  return (
    <Section title="What was judged">
      <Entries
        entries={[
          ["Found by reading", <Findings key="findings" facts={facts} />],
          ["Uses", facts ? facts.globals.join(", ") || "nothing of the sandbox" : "not known"],
          ["Code SHA-256", <Hash key="code" hash={codeSha256} />],
          [
            "Policy",
            policyVersion === null ? "no model was asked" : <Policy key="policy" version={policyVersion} />,
          ],
          ["The review took", formatMs(totalMs, reader)],
        ]}
      />
    </Section>
  );
}

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

const Settled = () => (
  <p className="max-w-[60ch] text-xs text-quiet">
    No model was asked: reading the program decided, and would decide the same again.
  </p>
);

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
        The same program is judged afresh. Both reviews are kept, and nothing runs because of it.
      </p>
      <p aria-live="polite" className="mt-2 text-unavailable empty:m-0">
        {status === "failed" ? message : null}
      </p>
    </div>
  );
}
