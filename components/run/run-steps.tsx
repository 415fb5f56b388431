import { useEffect, useEffectEvent } from "react";
import { ChevronLeftIcon, ChevronRightIcon } from "#components/ui";

interface RunStepsProps {
  /** The ids of the conversation's runs, in their order. */
  runs: string[];
  current: string;
  onGo: (toolCallId: string) => void;
}

/** Goes to the run before and the one after, also by Alt with an arrow up or down. */
export function RunSteps({ runs, current, onGo }: RunStepsProps) {
  const at = runs.indexOf(current);
  const goByKey = useEffectEvent((event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || !event.altKey || event.defaultPrevented || isWritten(event.target)) return;
    const next = runs[at + step];
    if (next === undefined) return;
    event.preventDefault();
    onGo(next);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => goByKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  if (runs.length < 2) return null;
  return (
    <nav aria-label="Runs" className="flex shrink-0 items-center text-xs text-quiet tabular-nums">
      <Step name="Previous run" keys="Alt+ArrowUp" to={runs[at - 1]} onGo={onGo}>
        <ChevronLeftIcon />
      </Step>
      {at + 1}/{runs.length}
      <Step name="Next run" keys="Alt+ArrowDown" to={runs[at + 1]} onGo={onGo}>
        <ChevronRightIcon />
      </Step>
    </nav>
  );
}

interface StepProps {
  name: string;
  keys: string;
  to: string | undefined;
  onGo: (toolCallId: string) => void;
  children: React.ReactNode;
}

function Step({ name, keys, to, onGo, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-keyshortcuts={keys}
      title={`${name} (${keys.replace("Arrow", "")})`}
      // A disabled button would lose the focus at either end.
      aria-disabled={to === undefined}
      onClick={() => to !== undefined && onGo(to)}
      className="rounded-sm p-1.5 hover:text-ink aria-disabled:opacity-40 pointer-coarse:p-2.5"
    >
      {children}
    </button>
  );
}

/** Where these keys have a meaning of their own. */
function isWritten(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea"));
}
