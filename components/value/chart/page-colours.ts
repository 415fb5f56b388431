import { useSyncExternalStore } from "react";
import type { Colours } from "./chart-config.ts";

const dark = "(prefers-color-scheme: dark)";

/** Whether the page is dark, also when that changes. */
export function useDark(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(dark);
      query.addEventListener("change", onChange);
      return () => query.removeEventListener("change", onChange);
    },
    () => matchMedia(dark).matches,
    () => false,
  );
}

/** The page's colours as they are at the moment. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: read("paper"),
    sheet: read("sheet"),
    ink: read("ink"),
    quiet: read("quiet"),
    rule: read("rule"),
    ruleStrong: read("rule-strong"),
    accent: read("accent"),
    category: ["accent", "code-number", "safe", "code-keyword", "unavailable", "unsafe", "rule-strong"].map(
      read,
    ),
  };
}
