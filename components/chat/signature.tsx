import { useState } from "react";
import { formatMs, formatUsd } from "#components/run";
import { ChevronRightIcon } from "#components/ui";
import { type Reader, useReader, writeMoment, writeNumber } from "#components/value";
import type { AnswerMetadata } from "#lib/agent";

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

function Details({ metadata }: { metadata: AnswerMetadata }) {
  const reader = useReader();
  return (
    <dl className="mt-1.5 mb-2 grid w-fit grid-cols-[auto_1fr] gap-x-5 gap-y-1">
      {listDetails(metadata, reader).map(([name, value]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd className="text-ink tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
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

/** The same at length, where what is unknown is said to be. */
export function listDetails(metadata: AnswerMetadata, reader?: Reader): [name: string, value: string][] {
  const { tokens, costUsd, startedAt, firstMs, totalMs } = metadata;
  const count = (n: number | null) => (n === null ? "unknown" : writeNumber(n, reader));
  const cached = tokens?.cacheRead ? `, ${count(tokens.cacheRead)} of them cached` : "";
  const details: [string, string | null][] = [
    ["Asked", writeMoment(startedAt, reader)],
    ["First words after", firstMs === null ? null : formatMs(firstMs, reader)],
    ["Ended after", totalMs === null ? null : formatMs(totalMs, reader)],
    ["Tokens in", tokens === null ? "not reported" : `${count(tokens.input)}${cached}`],
    ["Tokens out", tokens === null ? "not reported" : count(tokens.output)],
    ["Cost", costUsd === null ? "unknown" : `${formatUsd(costUsd, reader)}, without the reviews`],
  ];
  return details.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}
