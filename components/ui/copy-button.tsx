import { useEffect, useState } from "react";
import { writeClipboard } from "./clipboard.ts";

type State = "idle" | "copied" | "failed";

const words: Record<State, string> = { idle: "Copy", copied: "Copied", failed: "Could not copy" };

/** `text` is asked for only when it is needed. `label` says what is copied to those who do not see where it stands. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [state, setState] = useState<State>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <button
      type="button"
      onClick={() => writeClipboard(text()).then((copied) => setState(copied ? "copied" : "failed"))}
      className="rounded-sm px-1.5 py-1 font-sans text-xs text-quiet underline-offset-3 hover:text-ink hover:underline"
    >
      <span aria-live="polite">{words[state]}</span>
      <span className="sr-only"> {label}</span>
    </button>
  );
}
