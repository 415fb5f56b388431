import type { ReactNode } from "react";
import { Code, CopyButton, ScrollBox } from "#components/ui";
import type { Review } from "#lib/safety";
import { formatValue, type Value } from "#lib/value";
import { Console, outputText } from "./console.tsx";
import { Outcome } from "./outcome.tsx";
import { type RunPart, type RunState, writtenCode } from "./run-state.ts";
import { Verdict } from "./verdict.tsx";
import { describeInterruption, describeResult, describeUnreviewed, formatBytes, formatMs } from "./words.ts";

function Section({ title, text, children }: { title: string; text?: () => string; children: ReactNode }) {
  return (
    <section className="mb-6">
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <h3 className="text-xs text-quiet">{title}</h3>
        {text && <CopyButton text={text} label={title} />}
      </div>
      {children}
    </section>
  );
}

const Nothing = ({ children }: { children: ReactNode }) => <p className="text-sm text-quiet">{children}</p>;

export function CodeTab({ part, state }: { part: RunPart; state: RunState }) {
  const written = writtenCode(part);
  const ran = part.state === "output-available" ? part.output.program.code : null;
  const failed = state.status === "finished" && state.result.status === "failed" ? state.result : null;
  const markedLine = failed?.error.line ?? null;
  return (
    <>
      <Section title="As written" text={() => written}>
        <Code code={written} label="Code as written" markedLine={markedLine} />
      </Section>
      {ran !== null && ran !== written && (
        <Section title="As reviewed and run" text={() => ran}>
          <Code code={ran} label="Code as reviewed and run" markedLine={markedLine} />
        </Section>
      )}
    </>
  );
}

export function ReviewTab({ state }: { state: RunState }) {
  const seen = state.status === "interrupted" ? state.reached : state;
  if (!("review" in seen)) return <Nothing>There is no review yet.</Nothing>;
  if (seen.review === null) return <Nothing>{describeUnreviewed(seen.result)}</Nothing>;
  const review = seen.review;
  return (
    <Section title="The whole record" text={() => JSON.stringify(review, null, 2)}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-sm [overflow-wrap:anywhere]">
        <Entry term="Verdict">
          <Verdict verdict={review.verdict} />
        </Entry>
        {reviewEntries(review).map(([term, text]) => (
          <Entry key={term} term={term}>
            {text}
          </Entry>
        ))}
      </dl>
    </Section>
  );
}

function Entry({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function describeTokens({ tokens, policyVersion }: Review): string {
  if (tokens) return `${tokens.input ?? "unknown"} in, ${tokens.output ?? "unknown"} out`;
  return policyVersion === null ? "no model call" : "not reported";
}

function reviewEntries(review: Review): [string, string][] {
  const unknown = "unknown";
  return [
    ["Reason", review.reason],
    ["Category", review.category ?? "none given"],
    ...(review.cause === null ? [] : [["Cause", review.cause] satisfies [string, string]]),
    ["Effects", review.effects ?? unknown],
    ["Facts", review.facts === null ? "nobody looked" : review.facts.join("; ") || "none found"],
    ["Reviewer", review.model],
    ["Opinion", review.opinion],
    ["Took", `${formatMs(review.ms)}${review.remembered ? ", remembered from an earlier review" : ""}`],
    ["Tokens", describeTokens(review)],
    ["Cost", review.costUsd === null ? unknown : `$${review.costUsd}`],
    ["Policy", review.policyVersion ?? "a rule, no policy"],
    ["Code SHA-256", review.codeSha256],
  ];
}

export function ResultTab({ state }: { state: RunState }) {
  switch (state.status) {
    case "writing":
    case "reviewing":
    case "running":
      return <Nothing>There is no result yet.</Nothing>;
    case "refused":
      return <Nothing>It did not run, so there is no result.</Nothing>;
    case "interrupted":
      return <Nothing>{describeInterruption(state.reached.status)}</Nothing>;
    case "broken":
      return <Nothing>{state.message}</Nothing>;
    case "finished": {
      const { result } = state;
      const text = () => (result.status === "completed" ? copyText(result.value) : describeResult(result));
      const stack = result.status === "failed" ? result.error.stack : null;
      return (
        <>
          <Section title="Result" text={text}>
            <Outcome result={result} isAnswer />
          </Section>
          {stack !== null && (
            <Section title="Stack" text={() => stack}>
              <Raw label="Stack" text={stack} />
            </Section>
          )}
          {result.status !== "refused" && (
            <p className="text-xs text-quiet">
              {formatMs(result.cost.wallMs)}, at most {formatBytes(result.cost.peakMemoryBytes)} of memory
            </p>
          )}
        </>
      );
    }
  }
}

/** A string is copied as itself, everything else as its text. */
function copyText(value: Value): string {
  return typeof value === "string" ? value : formatValue(value, { maxChars: Number.POSITIVE_INFINITY });
}

export function ConsoleTab({ state }: { state: RunState }) {
  if (state.status !== "finished" || state.result.status === "refused" || state.result.output.length === 0)
    return <Nothing>Nothing was printed.</Nothing>;
  const { output } = state.result;
  return (
    <Section title="Console" text={() => outputText(output)}>
      <Console output={output} times />
    </Section>
  );
}

export function DataTab({ part }: { part: RunPart }) {
  const input = JSON.stringify(part.input, null, 2) ?? "undefined";
  const output = part.state === "output-available" ? JSON.stringify(part.output, null, 2) : part.errorText;
  return (
    <>
      <Section title="Tool input" text={() => input}>
        <Raw label="Tool input" text={input} />
      </Section>
      <Section title="Tool output" text={() => output ?? ""}>
        {output === undefined ? (
          <Nothing>There is none yet.</Nothing>
        ) : (
          <Raw label="Tool output" text={output} />
        )}
      </Section>
    </>
  );
}

function Raw({ label, text }: { label: string; text: string }) {
  return (
    <ScrollBox label={label} className="max-h-[60vh] bg-sheet p-3 font-mono text-xs leading-relaxed">
      <pre>{text}</pre>
    </ScrollBox>
  );
}
