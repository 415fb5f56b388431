interface FoldButtonProps {
  unfolded: boolean;
  onToggle: (unfolded: boolean) => void;
  /** What there is in all, counted: "1,204 lines". */
  all: string;
}

/** Below something long of which a part is shown. */
export function FoldButton({ unfolded, onToggle, all }: FoldButtonProps) {
  return (
    <p className="mt-1 text-xs text-quiet">
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => onToggle(!unfolded)}
        className="rounded-sm underline decoration-rule-strong underline-offset-3 hover:text-ink noscript:hidden"
      >
        {unfolded ? "Show less" : `Show all ${all}`}
      </button>
      <noscript>Shown in part: all {all} need JavaScript.</noscript>
    </p>
  );
}
