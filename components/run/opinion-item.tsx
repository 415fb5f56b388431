import type { ReactNode } from "react";
import { useReader, writeMoment } from "#components/value";
import type { Opinion } from "#lib/safety";
import { Raw } from "./inspector-section.tsx";
import { Verdict } from "./verdict.tsx";
import { describeTokens, formatMs, formatUsd } from "./words.ts";

interface OpinionItemProps {
  name: string;
  opinion: Opinion;
  /** Whose policy is told below. */
  basis: Opinion;
}

/** One opinion: what it says, and how it came about. */
export function OpinionItem({ name, opinion, basis }: OpinionItemProps) {
  const { policyVersion } = opinion;
  const reader = useReader();
  const other = policyVersion !== null && policyVersion !== basis.policyVersion;
  return (
    <li className="mb-5">
      <h4 className="text-xs text-quiet">{name}</h4>
      <p className="mt-0.5 mb-2 text-sm leading-relaxed [overflow-wrap:anywhere]">
        <Verdict verdict={opinion.verdict} /> {opinion.reason}
      </p>
      <Entries
        entries={[
          ["Category", opinion.category ?? "none given"],
          ...(opinion.cause === null ? [] : ([["Cause", opinion.cause]] as const)),
          ["Effects", opinion.effects ?? "not said"],
          ["Reviewer", opinion.model],
          [
            "Given",
            `${writeMoment(opinion.at, reader)}, ${opinion.remembered ? "remembered since" : "fresh"}`,
          ],
          ["Took", formatMs(opinion.ms, reader)],
          ["Tokens", describeTokens(opinion, reader)],
          ["Cost", opinion.costUsd === null ? "unknown" : formatUsd(opinion.costUsd, reader)],
          ...(other ? ([["Policy", <Policy key="policy" version={policyVersion} />]] as const) : []),
        ]}
      />
      {opinion.shown !== null && (
        <details className="mt-2 text-sm">
          <summary className="w-fit cursor-pointer text-quiet hover:text-ink">
            What the reviewer was shown, after the policy
          </summary>
          <div className="mt-2">
            <Raw label="What the reviewer was shown" text={opinion.shown} />
          </div>
        </details>
      )}
    </li>
  );
}

/** Terms and what they are here. */
export function Entries({ entries }: { entries: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm [overflow-wrap:anywhere]">
      {entries.map(([term, content]) => (
        <Entry key={term} term={term}>
          {content}
        </Entry>
      ))}
    </dl>
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

/** Its version, which leads to its text. */
export const Policy = ({ version }: { version: string }) => (
  <a
    href={`/api/policy/${version}`}
    target="_blank"
    rel="noreferrer"
    className="underline decoration-rule-strong underline-offset-3 hover:text-accent"
  >
    <Hash hash={version} />
  </a>
);

export const Hash = ({ hash }: { hash: string }) => <code className="text-xs break-all">{hash}</code>;
