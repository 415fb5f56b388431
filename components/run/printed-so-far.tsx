import { useReader, writeNumber } from "#components/value";
import type { Printed } from "#lib/agent";
import { Console } from "./console.tsx";

/** More are not shown of a program that still runs. */
const maxLines = 8;

/** The last lines of a program that has not ended. */
export function PrintedSoFar({ printed }: { printed: Printed }) {
  const reader = useReader();
  const lines = printed.lines.slice(-maxLines);
  const earlier = printed.earlier + printed.lines.length - lines.length;
  return (
    <>
      {earlier > 0 && (
        <p className="mb-1 text-xs text-quiet tabular-nums">
          {writeNumber(earlier, reader)} earlier {earlier === 1 ? "line" : "lines"}
        </p>
      )}
      <Console output={lines} earlier={earlier} />
    </>
  );
}
