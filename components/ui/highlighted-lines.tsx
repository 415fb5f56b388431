import { type ReactNode, useState } from "react";
import type { CodeLine } from "./code.tsx";
import { createHighlighter } from "./highlight.ts";

/** Loaded when the first program is shown. */
export default function HighlightedLines({
  code,
  growing,
  children,
}: {
  code: string;
  /** It is still being written. */
  growing: boolean;
  children: (lines: CodeLine[]) => ReactNode;
}) {
  const [highlight] = useState(createHighlighter);
  return children(highlight(code, growing));
}
