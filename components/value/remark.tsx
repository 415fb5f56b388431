import type { ReactNode } from "react";

/** Why something is not drawn, or not as it was meant. */
export const Remark = ({ children }: { children: ReactNode }) => (
  <p className="max-w-[68ch] font-sans text-sm text-unavailable [overflow-wrap:anywhere]">{children}</p>
);
