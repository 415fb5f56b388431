import { createContext, type ReactNode, use, useMemo } from "react";
import type { Output, RunResult } from "#lib/sandbox";

/** Where a chat's documents are served: an address to which `/` and a run's id are added. Null where there is none. */
const DocumentsContext = createContext<string | null>(null);

const SharedContext = createContext(false);

interface ServedDocumentsProps {
  at: string;
  /** Whether its reader is somebody else than its owner, as far as anybody knows. */
  shared?: boolean;
  children: ReactNode;
}

/** Around a chat. */
export function ServedDocuments({ at, shared = false, children }: ServedDocumentsProps) {
  return (
    <DocumentsContext value={at}>
      <SharedContext value={shared}>{children}</SharedContext>
    </DocumentsContext>
  );
}

export interface KeptRun {
  address: string;
  /** False while its answer is being written: only then is its record complete. */
  kept: boolean;
  /** Why a document of it waits to be started; null where it need not. */
  waits: string | null;
  result: RunResult | null;
}

const RunContext = createContext<KeptRun | null>(null);

export const RunIdContext = createContext<string | null>(null);

interface RunOfValuesProps {
  runId: string;
  kept: boolean;
  /** It came with an import that nobody vouches for. */
  unverified?: boolean;
  /** Null while there is none. */
  result: RunResult | null;
  children: ReactNode;
}

/** Around the values of one run. */
export function RunOfValues({ runId, kept, unverified = false, result, children }: RunOfValuesProps) {
  const documents = use(DocumentsContext);
  const waits = describeWait(use(SharedContext), unverified);
  const run = useMemo<KeptRun | null>(
    () =>
      documents === null
        ? null
        : { address: `${documents}/${encodeURIComponent(runId)}`, kept, waits, result },
    [documents, runId, kept, waits, result],
  );
  return (
    <RunIdContext value={runId}>
      <RunContext value={run}>{children}</RunContext>
    </RunIdContext>
  );
}

function describeWait(shared: boolean, unverified: boolean): string | null {
  if (unverified)
    return "This prototype was imported, and nobody vouches for it, so it waits to be told to start.";
  return shared ? "This prototype comes from somebody else, so it waits to be told to start." : null;
}

export const useKeptRun = () => use(RunContext);

/** The address of a document among a run's values; null where it is none of them. */
export function findAddress({ address, result }: KeptRun, text: string): string | null {
  if (result === null || result.status === "refused") return null;
  if (result.status === "completed" && result.value === text) return address;
  const at = result.output.findIndex((output: Output) => output.kind === "display" && output.value === text);
  return at === -1 ? null : `${address}?display=${at}`;
}
