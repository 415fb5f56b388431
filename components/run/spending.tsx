import { type Reader, useReader } from "#components/value";
import type { Course, RunTimes, StepUse } from "#lib/agent";
import { Entries } from "./opinion-item.tsx";
import { nameOpinion } from "./review-words.ts";
import type { RunState } from "./run-state.ts";
import { countTokens, describeTokens, formatUsd } from "./words.ts";

interface SpendingProps {
  state: RunState;
  /** Null where nothing was measured. */
  course: Course | null;
  times: RunTimes | null;
  live: boolean;
}

/** What the model that answers and the review used for one run. */
export function Spending({ state, course, times, live }: SpendingProps) {
  const reader = useReader();
  const unknown = live ? "not yet known" : "not measured";
  const seen = state.status === "interrupted" ? state.reached : state;
  const review = "review" in seen ? seen.review : null;
  const opinions = review ? [...review.others, review] : [];
  const describeStep = (offset: number) => {
    if (!course || !times) return unknown;
    const use = course.steps[times.step + offset];
    return use ? describeUse(use, reader) : live ? unknown : "not known";
  };
  return (
    <>
      <Entries
        entries={[
          ["Writing it", describeStep(0)],
          ...opinions.map(
            (opinion) =>
              [
                review && opinions.length > 1 ? nameOpinion(opinion, review) : "Review",
                `${describeTokens(opinion, reader)} · ${describeCost(opinion.costUsd, reader)}`,
              ] as const,
          ),
          ["Reading its result", describeStep(1)],
        ]}
      />
      {course && times && <Shared course={course} times={times} />}
    </>
  );
}

/** A step is one call of the model, whatever else it was for. */
function Shared({ course, times }: { course: Course; times: RunTimes }) {
  const others = course.runs.filter(({ step }) => step === times.step).length - 1;
  const next = course.runs.some(({ step }) => step === times.step + 1);
  const words = [
    ...(others > 0
      ? [`The same call also wrote ${others === 1 ? "1 other program" : `${others} others`}.`]
      : []),
    ...(next ? ["The call that read its result also wrote the next program."] : []),
  ];
  return words.length > 0 && <p className="mt-2 text-xs text-quiet">{words.join(" ")}</p>;
}

function describeUse({ tokens, costUsd }: StepUse, reader: Reader): string {
  return tokens === null
    ? "not reported"
    : `${countTokens(tokens, reader)} · ${describeCost(costUsd, reader)}`;
}

const describeCost = (costUsd: number | null, reader: Reader) =>
  costUsd === null ? "cost unknown" : costUsd === 0 ? "no cost" : formatUsd(costUsd, reader);
