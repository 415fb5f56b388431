import type { ReactNode } from "react";

/** One line of the working: what it is stands in the margin where there is one, above it otherwise. */
export function Stage({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="relative mt-3 min-w-0">
      <p className="mb-0.5 text-xs text-quiet @3xl:absolute @3xl:top-[0.2rem] @3xl:right-full @3xl:mr-[calc(--spacing(5)+1px)] @3xl:w-24 @3xl:pr-3 @3xl:text-right">
        {label}
      </p>
      {children}
    </div>
  );
}
