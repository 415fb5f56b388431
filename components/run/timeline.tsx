import { type Reader, useReader } from "#components/value";
import type { RunTimes, Span } from "#lib/agent";
import type { RunState } from "./run-state.ts";
import { formatMs } from "./words.ts";

interface Row {
  name: string;
  span: Span | null;
  /** In milliseconds, as whoever did it measured it; the span's own length where that is null. */
  tookMs: number | null;
  /** What stands in place of a time that there is none of. */
  otherwise: string;
}

interface TimelineProps {
  state: RunState;
  /** Null where nothing was measured. */
  times: RunTimes | null;
  live: boolean;
}

/** What was done when, to scale and in words. */
export function Timeline({ state, times, live }: TimelineProps) {
  const reader = useReader();
  const rows = listRows(state, times, live ? "not yet known" : "not measured");
  const scale = createScale(rows);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">What was done when, from the first piece of the program</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Begins</th>
          <th scope="col">Took</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap text-quiet">
              {row.name}
            </th>
            <td className="w-full py-1">
              {row.span && scale && (
                <>
                  <span className="sr-only">after {formatMs(row.span.fromMs - scale.fromMs, reader)}</span>
                  <Bar span={row.span} scale={scale} />
                </>
              )}
            </td>
            <td className="py-1 pl-3 text-right whitespace-nowrap tabular-nums">
              {describeTook(row, reader)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ span, scale }: { span: Span; scale: Span }) {
  const share = (ms: number) => ms / Math.max(1, scale.toMs - scale.fromMs);
  // Somebody may have written anything into a record.
  const percent = (ms: number) => `${Math.round(Math.min(1, Math.max(0, share(ms) || 0)) * 10_000) / 100}%`;
  return (
    <span aria-hidden="true" className="relative block h-2 min-w-16 bg-sheet">
      <span
        className="absolute inset-y-0 min-w-0.5 bg-accent"
        // What is too short to be seen is two pixels wide, also at the very end.
        style={{
          left: `min(${percent(span.fromMs - scale.fromMs)}, 100% - 2px)`,
          width: percent(span.toMs - span.fromMs),
        }}
      />
    </span>
  );
}

function listRows(state: RunState, times: RunTimes | null, unknown: string): Row[] {
  const seen = state.status === "interrupted" ? state.reached : state;
  const review = "review" in seen ? seen.review : null;
  const cost = seen.status === "finished" && "cost" in seen.result ? seen.result.cost : null;
  const isOver = seen.status === "refused" || seen.status === "withheld" || seen.status === "finished";
  const rows: Row[] = [
    { name: "Writing", span: times?.writing ?? null, tookMs: null, otherwise: unknown },
    {
      name: "Review",
      span: times?.reviewing ?? null,
      tookMs: review?.totalMs ?? null,
      otherwise: isOver && review === null ? "none" : unknown,
    },
    { name: "Waiting", span: times?.waiting ?? null, tookMs: null, otherwise: unknown },
    {
      name: "Run",
      span: times?.running ?? null,
      tookMs: cost?.wallMs ?? null,
      otherwise:
        isOver && !(seen.status === "finished" && "cost" in seen.result) ? "it did not run" : unknown,
    },
    { name: "Reading", span: times?.reading ?? null, tookMs: null, otherwise: unknown },
  ];
  // A worker is nearly always free.
  return rows.filter(
    ({ name, span }) => name !== "Waiting" || (span !== null && span.toMs - span.fromMs >= 1),
  );
}

/** From the first moment to the last; null where there is none. */
function createScale(rows: readonly Row[]): Span | null {
  const spans = rows.flatMap(({ span }) => span ?? []);
  if (spans.length === 0) return null;
  return {
    fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...spans.map(({ toMs }) => toMs)),
  };
}

function describeTook({ span, tookMs, otherwise }: Row, reader: Reader): string {
  if (tookMs !== null) return formatMs(tookMs, reader);
  return span === null ? otherwise : formatMs(span.toMs - span.fromMs, reader);
}
