import { lazy, Suspense } from "react";

const ChangedLines = lazy(() => import("./changed-lines.tsx"));

interface ChangesProps {
  before: string;
  after: string;
  /** Names the box for those who reach it by keyboard. */
  label: string;
}

/** What has changed from one program to another, line by line; loaded when first shown. */
export function Changes(props: ChangesProps) {
  return (
    <Suspense fallback={<p className="text-sm text-quiet">Comparing…</p>}>
      <ChangedLines {...props} />
    </Suspense>
  );
}
