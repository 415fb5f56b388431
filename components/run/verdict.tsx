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

/** `later`: reviews that somebody asked for afterwards. */
export function VerdictLine({ review, later = [] }: { review: Review; later?: Review[] }) {
  const again = later.at(-1);
  return (
    <p className="max-w-[68ch] text-sm leading-relaxed [overflow-wrap:anywhere]">
      <Verdict verdict={review.verdict} /> <span>{review.reason}</span>{" "}
      {review.verdict !== "safe" && <span>It did not run.</span>}{" "}
      <span className="inline-block text-quiet">
        — {review.model}
        {review.opinion === "second" && ", second opinion"}
        {review.remembered && ", remembered"}
      </span>
      {again && (
        <span className="inline-block text-quiet">
          ; reviewed again: {describeVerdict(again.verdict).toLowerCase()}
        </span>
      )}
    </p>
  );
}
