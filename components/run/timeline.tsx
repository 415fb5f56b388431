import { type Reader, useReader } from "#components/value";
import type { RunTimes, Span } from "#lib/agent";
import type { RunState } from "./run-state.ts";
import { formatMs } from "./words.ts";

interface Row {
  name: string;
  span: Span | null;
  /** In milliseconds. */
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
    { name: "Writing", ...measure(times?.writing), otherwise: unknown },
    {
      name: "Review",
      ...measure(times?.reviewing, review?.totalMs, "from"),
      otherwise: isOver && review === null ? "none" : unknown,
    },
    { name: "Waiting", ...measure(times?.waiting), otherwise: unknown },
    {
      name: "Run",
      ...measure(times?.running, cost?.wallMs, "to"),
      otherwise: isOver && cost === null ? "it did not run" : unknown,
    },
    { name: "Reading", ...measure(times?.reading), otherwise: unknown },
  ];
  // A worker is nearly always free.
  return rows.filter(({ name, tookMs }) => name !== "Waiting" || (tookMs !== null && tookMs >= 1));
}

/**
 * What was seen from outside has the ways between in it. Where a record of its own says how long it took, that counts, from
 * where it was seen to begin, or up to where it was seen to end.
 */
function measure(
  seen: Span | null | undefined,
  ownMs?: number,
  known: "from" | "to" = "from",
): Pick<Row, "span" | "tookMs"> {
  if (!seen) return { span: null, tookMs: ownMs ?? null };
  if (ownMs === undefined) return { span: seen, tookMs: seen.toMs - seen.fromMs };
  const fromMs = known === "from" ? seen.fromMs : seen.toMs - ownMs;
  return { span: { fromMs, toMs: fromMs + ownMs }, tookMs: ownMs };
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

const describeTook = ({ tookMs, otherwise }: Row, reader: Reader) =>
  tookMs === null ? otherwise : formatMs(tookMs, reader);
