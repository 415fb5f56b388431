import { CheckIcon, CrossIcon, QuestionIcon } from "#components/ui";
import type { Review } from "#lib/safety";
import { describeVerdict } from "./words.ts";

const looks = {
  safe: { Icon: CheckIcon, colour: "text-safe" },
  unsafe: { Icon: CrossIcon, colour: "text-unsafe" },
  unavailable: { Icon: QuestionIcon, colour: "text-unavailable" },
};

/** Icon and word, never colour alone. */
export function Verdict({ verdict }: { verdict: Review["verdict"] }) {
  const { Icon, colour } = looks[verdict];
  return (
    <strong
      className={`inline-flex items-baseline gap-1.5 font-semibold [&>svg]:translate-y-[0.14em] ${colour}`}
    >
      <Icon />
      {describeVerdict(verdict)}
    </strong>
  );
}

export function VerdictLine({ review }: { review: Review }) {
  return (
    <p className="max-w-[68ch] text-sm leading-relaxed [overflow-wrap:anywhere]">
      <Verdict verdict={review.verdict} /> <span>{review.reason}</span>{" "}
      {review.verdict !== "safe" && <span>It did not run.</span>}{" "}
      <span className="inline-block text-quiet">
        — {review.model}
        {review.remembered && ", remembered"}
      </span>
    </p>
  );
}
