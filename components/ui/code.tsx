import { lazy, memo, type ReactNode, Suspense, useState } from "react";
import { FoldButton } from "./fold-button.tsx";
import { ScrollBox } from "./scroll-box.tsx";

/** A piece of one line and the classes the highlighter gave it. */
export interface Token {
  text: string;
  classes: string;
}

export interface CodeLine {
  number: number;
  tokens: Token[];
}

/** Without its colours, code says the same. */
const HighlightedLines = lazy(() => import("./highlighted-lines.tsx").catch(() => ({ default: PlainLines })));

const plainLines = (code: string): CodeLine[] =>
  code.split("\n").map((text, index) => ({ number: index + 1, tokens: [{ text, classes: "" }] }));

/** Languages the JavaScript parser reads. Everything else stays plain. */
const highlighted = new Set(["js", "javascript", "mjs", "cjs", "jsx", "ts", "typescript", "tsx"]);

interface CodeProps {
  code: string;
  /** Names the box for those who reach it by keyboard. */
  label: string;
  /** A language as Markdown names it. */
  language?: string;
  lineNumbers?: boolean;
  /** Counts from 1. */
  markedLine?: number | null;
  /** More lines than this are folded, with a button that shows them all. */
  maxLines?: number;
  /** While it is being written the fold keeps the last lines in view, else the first, or those around the mark. */
  writing?: boolean;
}

export function Code({ code, label, language = "js", ...view }: CodeProps) {
  const draw = (lines: CodeLine[]) => <Lines lines={lines} label={label} {...view} />;
  const plain = <PlainLines code={code}>{draw}</PlainLines>;
  if (!highlighted.has(language)) return plain;
  return (
    <Suspense fallback={plain}>
      <HighlightedLines code={code} growing={view.writing ?? false}>
        {draw}
      </HighlightedLines>
    </Suspense>
  );
}

function PlainLines({ code, children }: { code: string; children: (lines: CodeLine[]) => ReactNode }) {
  return children(plainLines(code));
}

function Lines({
  lines,
  label,
  lineNumbers = true,
  markedLine = null,
  maxLines = Number.POSITIVE_INFINITY,
  writing = false,
}: { lines: CodeLine[] } & Omit<CodeProps, "code" | "language">) {
  const [unfolded, setUnfolded] = useState(false);
  // Two lines more than the fold are shown rather than a button that hides two lines.
  const long = lines.length > maxLines + 2;
  const folded = long && !unfolded;
  const start = folded ? foldStart(lines.length, maxLines, writing, markedLine) : 0;
  const digits = String(lines.length).length;
  const shown = folded ? lines.slice(start, start + maxLines) : lines;
  return (
    <>
      <ScrollBox label={label} className="bg-sheet py-2 font-mono text-[0.8125rem] leading-[1.6]">
        <pre className="w-max min-w-full">
          <code>
            {folded && <Unscripted lines={lines.slice(0, start)} digits={digits} />}
            {shown.map((line) => (
              <Line
                key={line.number}
                line={line}
                numbered={lineNumbers}
                digits={digits}
                marked={line.number === markedLine}
              />
            ))}
            {folded && <Unscripted lines={lines.slice(start + maxLines)} digits={digits} />}
          </code>
        </pre>
      </ScrollBox>
      {long && (
        <div className="noscript:hidden">
          <FoldButton unfolded={unfolded} onToggle={setUnfolded} all={`${lines.length} lines`} />
        </div>
      )}
    </>
  );
}

/** What is folded, for a browser that runs nothing and so could not unfold it. Others never make it. */
function Unscripted({ lines, digits }: { lines: CodeLine[]; digits: number }) {
  return (
    <noscript>
      <FoldedLines lines={lines} digits={digits} />
    </noscript>
  );
}

function FoldedLines({ lines, digits }: { lines: CodeLine[]; digits: number }) {
  return (
    <span className="block" style={{ paddingLeft: `calc(${digits + 2.5}ch + 3px)` }}>
      {lines.map(({ tokens }) => tokens.map(({ text }) => text).join("")).join("\n")}
    </span>
  );
}

function foldStart(count: number, maxLines: number, writing: boolean, markedLine: number | null): number {
  if (writing) return count - maxLines;
  if (markedLine === null || markedLine <= maxLines) return 0;
  return Math.min(count - maxLines, markedLine - Math.ceil(maxLines / 2));
}

/** Memoised because a program grows by its last lines while the others stand. */
const Line = memo(function Line({
  line,
  numbered,
  digits,
  marked,
}: {
  line: CodeLine;
  numbered: boolean;
  digits: number;
  marked: boolean;
}) {
  let at = 0;
  return (
    <span
      data-marked={marked || undefined}
      className="block border-l-3 border-transparent pr-4 data-marked:border-unsafe data-marked:bg-unsafe-sheet"
    >
      {numbered && (
        <span
          aria-hidden="true"
          style={{ width: `${digits + 1}ch` }}
          className="sticky left-0 mr-[1.5ch] inline-block bg-inherit text-right text-quiet select-none"
        >
          {line.number}
        </span>
      )}
      {!numbered && <span className="inline-block w-3" />}
      {marked && <span className="sr-only">Error in this line: </span>}
      {line.tokens.map((token) => {
        const key = at;
        at += token.text.length;
        return token.classes === "" ? (
          token.text
        ) : (
          <span key={key} className={token.classes}>
            {token.text}
          </span>
        );
      })}
      {"\n"}
    </span>
  );
});
