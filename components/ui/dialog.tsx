import { type ReactNode, useLayoutEffect, useRef } from "react";

interface DialogProps {
  label: string;
  /** Where it lies, and how wide it is. */
  className: string;
  onClose: () => void;
  children: ReactNode;
}

/** Over the page, which waits behind it, until Escape or a click beside it. It is open for as long as it is there. */
export function Dialog({ label, className, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the document: that is when the browser gives focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onClick={({ target, currentTarget }) => {
        // What lies behind it counts as the dialog itself.
        if (target === currentTarget) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.nativeEvent.stopImmediatePropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={`fixed m-0 mx-auto max-w-none border border-rule-strong bg-paper p-0 text-ink backdrop:bg-black/40 ${className}`}
    >
      {children}
    </dialog>
  );
}
