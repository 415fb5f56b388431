import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";

/** A sheet at the left, over the page, which waits behind it. Following one of its links closes it. */
export function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the document: that is when the browser gives focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  function closeOnClick({ target, currentTarget }: MouseEvent<HTMLDialogElement>) {
    const followed = target instanceof Element && target.closest("a") !== null;
    // What lies behind the sheet counts as the dialog itself.
    if (followed || target === currentTarget) onClose();
  }

  return (
    <dialog
      ref={dialog}
      aria-label="Chats"
      onClick={closeOnClick}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.nativeEvent.stopImmediatePropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
      }}
      className="fixed inset-y-0 right-auto left-0 m-0 flex h-dvh max-h-none w-[min(20rem,86vw)] max-w-none flex-col border-r border-rule-strong bg-paper text-ink backdrop:bg-black/40"
    >
      {children}
    </dialog>
  );
}
