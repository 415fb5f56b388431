import type { AnswerMetadata } from "#lib/agent";

/** Who gave an answer. */
export function Signature({ metadata }: { metadata: AnswerMetadata }) {
  return (
    <p>
      {metadata.demo
        ? "Demo: this text was prepared in advance. Its programs, reviews and runs are real."
        : `Answered by ${metadata.model}`}
    </p>
  );
}
