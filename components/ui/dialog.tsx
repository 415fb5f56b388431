import { type ComponentProps, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";

interface DialogProps extends Pick<ComponentProps<"dialog">, "aria-label" | "aria-labelledby"> {
  /** Where it lies, how large it is, and where it has borders. */
  className: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Over the page, which waits behind it, until Escape, a click beside it, or a link in it that leads elsewhere on the page. It
 * is open for as long as it is there.
 */
export function Dialog({ className, onClose, children, ...name }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the document: that is when the browser gives focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  function closeOnClick({ target, currentTarget }: MouseEvent<HTMLDialogElement>) {
    const leads = target instanceof Element && target.closest('a[href^="/"]:not([target])') !== null;
    // What lies behind it counts as the dialog itself.
    if (leads || target === currentTarget) onClose();
  }

  return (
    <dialog
      ref={dialog}
      {...name}
      onClick={closeOnClick}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.nativeEvent.stopImmediatePropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        // A field for files in it is cancelled by an event of that name too.
        if (event.target === event.currentTarget) onClose();
      }}
      className={`fixed m-0 max-w-none border-rule-strong bg-paper text-ink backdrop:bg-black/40 ${className}`}
    >
      {children}
    </dialog>
  );
}
