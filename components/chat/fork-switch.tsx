import { useState } from "react";
import { ChevronLeftIcon, ChevronRightIcon } from "#components/ui";
import type { Fork } from "./forks.ts";

interface ForkSwitchProps {
  fork: Fork;
  /** What there are versions of: "question" or "answer". */
  of: string;
  /** Why one cannot go over to another version now; null when one can. */
  disabled: string | null;
  /** Settles when the version is shown; with why it is not, for the reader, when that failed. */
  onChoose: (messageId: string) => Promise<string | null>;
}

/** Goes from one version of a question or an answer to another. It stays where it is, and so does the focus. */
export function ForkSwitch({ fork, of, disabled, onChoose }: ForkSwitchProps) {
  const [choosing, setChoosing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function choose(messageId: string) {
    setChoosing(true);
    setFailure(await onChoose(messageId));
    setChoosing(false);
  }

  const side = (name: string, target: string | null, icon: React.ReactNode) => (
    <button
      type="button"
      aria-label={`${name} version of this ${of}`}
      // A disabled button would lose the focus at either end.
      aria-disabled={target === null || disabled !== null || choosing}
      title={disabled ?? undefined}
      onClick={() => {
        if (target !== null && disabled === null && !choosing) void choose(target);
      }}
      className="inline-flex size-6 items-center justify-center rounded-sm hover:text-accent aria-disabled:cursor-default aria-disabled:text-quiet/50 pointer-coarse:size-9"
    >
      {icon}
    </button>
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form.
    <div
      role="group"
      aria-label={`Versions of this ${of}`}
      className="-ml-1.5 flex items-center gap-0.5 text-xs text-quiet pointer-coarse:-ml-3"
    >
      {side("Previous", fork.previous, <ChevronLeftIcon />)}
      <span aria-live="polite" className="tabular-nums">
        <span className="sr-only">
          Version {fork.number} of {fork.total}
        </span>
        <span aria-hidden="true">
          {fork.number}/{fork.total}
        </span>
      </span>
      {side("Next", fork.next, <ChevronRightIcon />)}
      {failure !== null && (
        <span role="alert" className="ml-2 text-unavailable">
          {failure}
        </span>
      )}
    </div>
  );
}
