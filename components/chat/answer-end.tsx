import type { ReactNode } from "react";
import type { AnswerMetadata } from "#lib/agent";
import { Signature } from "./signature.tsx";

interface AnswerEndProps {
  metadata: AnswerMetadata | undefined;
  /** Why there is no whole answer, for the reader; null when it ended well or has not ended. */
  ending: string | null;
  /** What can be done about that. */
  remedies?: ReactNode;
  /** What can be done with any answer. */
  children?: ReactNode;
}

/** Below an answer: how it ended if not well, who gave it and what can be done with it. */
export function AnswerEnd({ metadata, ending, remedies, children }: AnswerEndProps) {
  return (
    <footer className="mt-4 text-sm">
      {metadata?.status === "complete" && metadata.stepLimitReached !== null && (
        <Note>
          The model reached its limit of {metadata.stepLimitReached} steps and answered with what it had.
        </Note>
      )}
      {metadata?.status === "complete" && metadata.refusalLimitReached !== null && (
        <Note>
          The review let none of {metadata.refusalLimitReached} programs in a row run, so the model had to
          answer without another one.
        </Note>
      )}
      {metadata?.runLimitReached !== undefined && (
        <Note>The answer had used all of its {metadata.runLimitReached} programs.</Note>
      )}
      {metadata?.shortened && <Note>{describeShortened(metadata.shortened)}</Note>}
      {ending !== null && (
        <div className="border-l-2 border-unavailable pl-4">
          <p className="max-w-[68ch] leading-relaxed [overflow-wrap:anywhere]">{ending}</p>
          {remedies && <div className="mt-2 flex flex-wrap gap-2">{remedies}</div>}
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-quiet">
        {metadata && metadata.status !== "answering" && <Signature metadata={metadata} />}
        {children}
      </div>
    </footer>
  );
}

const Note = ({ children }: { children: ReactNode }) => <p className="mb-2 text-quiet">{children}</p>;

function describeShortened({ runs, messages }: NonNullable<AnswerMetadata["shortened"]>): string {
  const left = [];
  if (runs > 0)
    left.push(
      runs === 1 ? "only the beginning of an earlier run" : `only the beginnings of ${runs} earlier runs`,
    );
  if (messages > 0)
    left.push(messages === 1 ? "not the oldest message" : `none of the ${messages} oldest messages`);
  return `The conversation is long: the model read ${left.join(", and ")}.`;
}

/** Null when it ended well, or is not known to have begun. */
export function describeEnding(metadata: AnswerMetadata | undefined): string | null {
  switch (metadata?.status) {
    case undefined:
    case "complete":
      return null;
    case "stopped":
      return "You stopped this answer.";
    case "failed":
      return metadata.failure?.message ?? "The answer failed, and nobody said why.";
    case "answering":
      return "The answer broke off before its end. What arrived is kept.";
  }
}
