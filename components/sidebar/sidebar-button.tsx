"use client";

import { ColumnIcon } from "#components/ui";
import { useScreen } from "./screen.tsx";
import { useIsApple } from "./shortcuts.ts";

export const sidebarButtonId = "sidebar-button";

/** Shows and hides the list of chats. It stands where it can always be seen. */
export function SidebarButton() {
  const { isShown, toggle } = useScreen();
  const ready = useIsApple() !== null;
  return (
    <button
      type="button"
      id={sidebarButtonId}
      aria-label="List of chats"
      aria-expanded={isShown}
      disabled={!ready}
      onClick={toggle}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-sm text-lg text-quiet hover:text-ink pointer-coarse:size-11"
    >
      <ColumnIcon />
    </button>
  );
}
