interface FoldButtonProps {
  unfolded: boolean;
  onToggle: (unfolded: boolean) => void;
  /** What there is in all, counted: "1,204 lines". */
  all: string;
}

/** Below something long of which a part is shown. */
export function FoldButton({ unfolded, onToggle, all }: FoldButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={unfolded}
      onClick={() => onToggle(!unfolded)}
      className="mt-1 rounded-sm text-xs text-quiet underline decoration-rule-strong underline-offset-3 hover:text-ink"
    >
      {unfolded ? "Show less" : `Show all ${all}`}
    </button>
  );
}
