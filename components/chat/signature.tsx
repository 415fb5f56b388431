import { formatMs, formatUsd } from "#components/run";
import type { AnswerMetadata } from "#lib/agent";

/** Who gave an answer, and what it used, as far as that is known. */
export function Signature({ metadata }: { metadata: AnswerMetadata }) {
  return <p>{describeAnswer(metadata).join(" · ")}</p>;
}

export function describeAnswer({ demo, model, tokens, costUsd, totalMs }: AnswerMetadata): string[] {
  const words = [
    demo
      ? "Demo: this text was prepared in advance. Its programs, reviews and runs are real."
      : `Answered by ${model}`,
  ];
  const used = (tokens?.input ?? 0) + (tokens?.output ?? 0);
  if (used > 0) words.push(`${used.toLocaleString("en")} tokens`);
  if (costUsd) words.push(formatUsd(costUsd));
  if (totalMs) words.push(formatMs(totalMs));
  return words;
}
