import type { ReactNode } from "react";
import { CrossIcon, QuestionIcon, StopIcon } from "#components/ui";
import { drawnChars, useMark, ValueView } from "#components/value";
import type { RunResult } from "#lib/sandbox";
import { cutText } from "#lib/value";
import { describeResult } from "./words.ts";

interface OutcomeProps {
  result: RunResult;
  /** Sets the double underline below a value: nothing follows it in this answer. */
  isAnswer: boolean;
  /** Whether this is where a reader is led to what a figure comes from. Elsewhere it is marked where it can be seen. */
  isDestination?: boolean;
}

/** How a run ended. */
export function Outcome({ result, isAnswer, isDestination = false }: OutcomeProps) {
  const mark = useMark(isDestination);
  switch (result.status) {
    case "completed":
      return (
        <div
          className={`w-fit max-w-full min-w-6 ${isAnswer ? "double-underline pb-1" : "border-b border-rule pb-1"}`}
        >
          <ValueView value={result.value} label="Result" mark={mark} />
        </div>
      );
    case "failed":
      return (
        <Ending icon={<CrossIcon />} colour="text-unsafe">
          <span className="font-mono text-[0.8125rem]">{cutText(describeResult(result), drawnChars)}</span>
        </Ending>
      );
    case "stopped":
      return (
        <Ending icon={<StopIcon />} colour="text-unavailable">
          {describeResult(result)}
        </Ending>
      );
    case "refused":
    case "crashed":
      return (
        <Ending icon={<QuestionIcon />} colour="text-unavailable">
          {describeResult(result)}
        </Ending>
      );
  }
}

export function Ending({ icon, colour, children }: { icon: ReactNode; colour: string; children: ReactNode }) {
  return (
    <p className={`flex max-w-[68ch] items-baseline gap-2 text-sm [&>svg]:translate-y-[0.14em] ${colour}`}>
      {icon}
      <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">{children}</span>
    </p>
  );
}

/** The margin's word for it. */
export function outcomeLabel(result: RunResult): string {
  switch (result.status) {
    case "completed":
      return "Result";
    case "failed":
      return "Error";
    case "stopped":
      return "Stopped";
    case "refused":
    case "crashed":
      return "No result";
  }
}
