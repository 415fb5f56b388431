import { createContext, type ReactNode, use, useMemo } from "react";
import type { Output, RunResult } from "#lib/sandbox";

/** Where a chat's documents are served: an address to which `/` and a run's id are added. Null where there is none. */
const DocumentsContext = createContext<string | null>(null);

/** Around a chat. */
export function ServedDocuments({ at, children }: { at: string; children: ReactNode }) {
  return <DocumentsContext value={at}>{children}</DocumentsContext>;
}

export interface KeptRun {
  address: string;
  /** False while its answer is being written: only then is its record complete. */
  kept: boolean;
  result: RunResult | null;
}

const RunContext = createContext<KeptRun | null>(null);

export const RunIdContext = createContext<string | null>(null);

interface RunOfValuesProps {
  runId: string;
  kept: boolean;
  /** Null while there is none. */
  result: RunResult | null;
  children: ReactNode;
}

/** Around the values of one run. */
export function RunOfValues({ runId, kept, result, children }: RunOfValuesProps) {
  const documents = use(DocumentsContext);
  const run = useMemo<KeptRun | null>(
    () =>
      documents === null ? null : { address: `${documents}/${encodeURIComponent(runId)}`, kept, result },
    [documents, runId, kept, result],
  );
  return (
    <RunIdContext value={runId}>
      <RunContext value={run}>{children}</RunContext>
    </RunIdContext>
  );
}

export const useKeptRun = () => use(RunContext);

/** The address of a document among a run's values; null where it is none of them. */
export function findAddress({ address, result }: KeptRun, text: string): string | null {
  if (result === null || result.status === "refused") return null;
  if (result.status === "completed" && result.value === text) return address;
  const at = result.output.findIndex((output: Output) => output.kind === "display" && output.value === text);
  return at === -1 ? null : `${address}?display=${at}`;
}
