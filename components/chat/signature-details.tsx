import { formatMs, formatUsd } from "#components/run";
import { type Reader, useReader, writeMoment, writeNumber } from "#components/value";
import type { AnswerMetadata } from "#lib/agent";

/** What an answer took, at length; loaded when somebody asks. */
export default function Details({ metadata }: { metadata: AnswerMetadata }) {
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

/** What is unknown is said to be. */
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
