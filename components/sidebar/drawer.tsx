import type { ReactNode } from "react";
import { Dialog } from "#components/ui";

/** A sheet at the left of a narrow screen. */
export function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Dialog
      aria-label="Chats"
      onClose={onClose}
      className="inset-y-0 right-auto left-0 flex h-dvh max-h-none w-[min(20rem,86vw)] flex-col border-r"
    >
      {children}
    </Dialog>
  );
}
