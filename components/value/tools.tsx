import { createContext, type ReactNode, useContext } from "react";
import { createPortal } from "react-dom";

/** The line above a value, where what can be done with it stands; null until the page has it. */
export const ToolLine = createContext<HTMLElement | null>(null);

/** Puts its children on the line above the value that is being drawn, which has room for them before they come. */
export function Tools({ children }: { children: ReactNode }) {
  const line = useContext(ToolLine);
  return line && createPortal(children, line);
}

interface ToolButtonProps {
  /** What it does, in full, for those who do not see where it stands. Begins with what it shows. */
  name: string;
  pressed?: boolean | undefined;
  onClick: () => void;
  children: string;
}

export function ToolButton({ name, pressed, onClick, children }: ToolButtonProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={pressed}
      onClick={onClick}
      className="shrink-0 rounded-sm py-1 text-xs text-quiet underline-offset-3 hover:text-ink hover:underline aria-pressed:text-ink aria-pressed:underline pointer-coarse:py-2 noscript:hidden"
    >
      {children}
    </button>
  );
}
