import type { ReactNode } from "react";

interface AttemptsProps {
  /** How many attempts stand in it. */
  count: number;
  children: ReactNode;
}

/** Around runs that are attempts at the same, or around a single one: one rule at their left. */
export function Attempts({ count, children }: AttemptsProps) {
  return (
    <div
      {...(count > 1 && { role: "group", "aria-label": `${count} attempts` })}
      className="my-6 border-l border-rule-strong pl-4 @3xl:pl-5"
    >
      {children}
    </div>
  );
}
