import type { ReactNode } from "react";

/** What can be done with a drawn value, in a line below it. */
export const Actions = ({ children }: { children: ReactNode }) => (
  <p className="mt-1 flex flex-wrap gap-x-3 noscript:hidden">{children}</p>
);

interface ActionProps {
  onClick: () => void;
  /** For a switch: whether it is on. */
  pressed?: boolean;
  children: ReactNode;
}

export const Action = ({ onClick, pressed, children }: ActionProps) => (
  <button
    type="button"
    onClick={onClick}
    aria-pressed={pressed}
    className="rounded-sm py-1 font-sans text-xs text-quiet underline-offset-3 hover:text-ink hover:underline aria-pressed:text-ink aria-pressed:underline"
  >
    {children}
  </button>
);

/** Why something is not drawn, or not as it was meant. */
export const Remark = ({ children }: { children: ReactNode }) => (
  <p className="max-w-[68ch] font-sans text-sm text-unavailable [overflow-wrap:anywhere]">{children}</p>
);
