import { useState } from "react";
import { formatMs, formatUsd } from "#components/run";
import { ChevronRightIcon, loadLater } from "#components/ui";
import { type Reader, useReader, writeNumber } from "#components/value";
import type { AnswerMetadata } from "#lib/agent";

const Details = loadLater(() => import("./signature-details.tsx"), { name: "The details" });

/** Who gave an answer, and what it took, as far as that is known; the details when asked for. */
export function Signature({ metadata }: { metadata: AnswerMetadata }) {
  // Times of day are the reader's, which the server does not know.
  const [open, setOpen] = useState(false);
  const reader = useReader();
  if (metadata.demo)
    return <p>Demo: this text was prepared in advance. Its programs, reviews and runs are real.</p>;
  return (
    <details className="min-w-0 open:basis-full" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="group/signature flex w-fit cursor-pointer items-center gap-1 rounded-sm hover:text-ink pointer-coarse:py-2">
        <span className="[overflow-wrap:anywhere]">
          <span className="sr-only">Answered by </span>
          {describeAnswer(metadata, reader).join(" · ")}
        </span>
        <span className={open ? "rotate-90" : "opacity-60 group-hover/signature:opacity-100"}>
          <ChevronRightIcon />
        </span>
      </summary>
      {open && <Details metadata={metadata} />}
    </details>
  );
}

/** In a few words: the model, then what is known of time, tokens and cost. What is unknown, or nothing, is left out. */
export function describeAnswer(
  { model, tokens, costUsd, totalMs }: AnswerMetadata,
  reader?: Reader,
): string[] {
  const words = [model];
  if (totalMs !== null) words.push(formatMs(totalMs, reader));
  const used = (tokens?.input ?? 0) + (tokens?.output ?? 0);
  if (used > 0) words.push(`${writeNumber(used, reader)} tokens`);
  if (costUsd) words.push(formatUsd(costUsd, reader));
  return words;
}
