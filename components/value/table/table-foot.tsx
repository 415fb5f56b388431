import type { ReactNode } from "react";

/** The box of a table, loaded or not. */
export const tableBox = "max-h-[32rem]";

/** What is said of a table's rows, below it; aloud where it changes as the reader filters. */
export function TableFoot({ spoken = false, children }: { spoken?: boolean; children: ReactNode }) {
  return (
    <p role={spoken ? "status" : undefined} className="pt-1.5 text-xs text-quiet tabular-nums">
      {children}
    </p>
  );
}
