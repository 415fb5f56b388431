import type { ReactNode } from "react";
import { CopyButton, ScrollBox } from "#components/ui";
import { drawnChars } from "#components/value";
import { cutText } from "#lib/value";

interface SectionProps {
  title: string;
  /** What its button copies, and how that is called where it is not what the title says. */
  text?: () => string;
  copies?: string;
  children: ReactNode;
}

/** A titled piece of a tab. */
export function Section({ title, text, copies = title, children }: SectionProps) {
  return (
    <section className="mb-6">
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <h3 className="text-xs text-quiet">{title}</h3>
        {text && <CopyButton text={text} label={copies} />}
      </div>
      {children}
    </section>
  );
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="text-sm text-quiet">{children}</p>
);

/** The text as it is, to a length; the button of its section copies all of it. */
export function Raw({ label, text }: { label: string; text: string }) {
  return (
    <ScrollBox label={label} className="max-h-[60vh] bg-sheet p-3 font-mono text-xs leading-relaxed">
      <pre>{cutText(text, drawnChars)}</pre>
    </ScrollBox>
  );
}
