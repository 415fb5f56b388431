import type { ReactNode } from "react";
import type { AnswerMetadata } from "#lib/agent";

interface AnswerEndProps {
  metadata: AnswerMetadata | undefined;
  /** Why there is no whole answer, for the reader; null when it ended well or has not ended. */
  ending: string | null;
  /** Null where asking again is not possible. */
  onAskAgain: (() => void) | null;
}

/** Below an answer: how it ended if not well, and who gave it. */
export function AnswerEnd({ metadata, ending, onAskAgain }: AnswerEndProps) {
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
      {ending !== null && (
        <div className="border-l-2 border-unavailable pl-4">
          <p className="max-w-[68ch] leading-relaxed [overflow-wrap:anywhere]">{ending}</p>
          {onAskAgain && (
            <button
              type="button"
              onClick={onAskAgain}
              className="mt-2 rounded-sm border border-rule-strong px-3 py-1.5 hover:border-accent hover:text-accent"
            >
              Ask again
            </button>
          )}
        </div>
      )}
      {metadata && metadata.status !== "answering" && <Signature metadata={metadata} />}
    </footer>
  );
}

const Note = ({ children }: { children: ReactNode }) => <p className="mb-2 text-quiet">{children}</p>;

function Signature({ metadata }: { metadata: AnswerMetadata }) {
  return (
    <p className="mt-3 text-xs text-quiet">
      {metadata.demo
        ? "Demo: this text was prepared in advance. Its programs, reviews and runs are real."
        : `Answered by ${metadata.model}`}
    </p>
  );
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
