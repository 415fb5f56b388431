import type { ReactNode, Ref } from "react";

/** What is too wide or too tall scrolls in a box of its own, never the page. The keyboard reaches it. */
export function ScrollBox({
  label,
  className = "",
  ref,
  children,
}: {
  label: string;
  className?: string;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this groups what scrolls together.
    <div
      ref={ref}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll the box.
      tabIndex={0}
      className={`max-w-full overflow-auto ${className}`}
    >
      {children}
    </div>
  );
}
