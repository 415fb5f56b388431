import { useEffect, useState } from "react";

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
      onClick={() => writeClipboard(text()).then(setState)}
      className="rounded-sm px-1.5 py-1 font-sans text-xs text-quiet underline-offset-3 hover:text-ink hover:underline"
    >
      <span aria-live="polite">{words[state]}</span>
      <span className="sr-only"> {label}</span>
    </button>
  );
}

/** The clipboard's own interface is missing on pages served without TLS, so the older command stands in. */
async function writeClipboard(text: string): Promise<State> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return "copied";
    }
  } catch {
    // Permission was refused; the older command may still work.
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  // Inside the open dialog if there is one: what lies outside it cannot be selected.
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied ? "copied" : "failed";
}
