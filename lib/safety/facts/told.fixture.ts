import { createFactReader, type FactReading } from "./fact-reader.ts";
import type { Facts, FindingKind } from "./finding.ts";

const globals =
  "Array ArrayBuffer BigInt Float64Array Function Infinity Map Math Number Object Promise Reflect Set String Symbol TextDecoder Uint8Array atob btoa console decodeURIComponent display eval globalThis setTimeout undefined unescape".split(
    " ",
  );

/** Null for a program that was not read. */
export function factsOf(reading: FactReading): Facts | null {
  return reading.status === "read" ? reading.facts : null;
}

/** Reads programs for a test, which closes the reader; throws for one that cannot be read. */
export function readForTest() {
  const reader = createFactReader({ globals, report: console.error });

  async function read(code: string): Promise<Facts> {
    const facts = factsOf(await reader.read(code));
    if (facts === null) throw new Error(`It could not be read: ${code.slice(0, 80)}`);
    return facts;
  }

  return {
    reader,
    read,
    /** The findings as `kind: text`. */
    tell: async (code: string) => (await read(code)).findings.map(({ kind, text }) => `${kind}: ${text}`),
    has: async (kind: FindingKind, code: string) =>
      (await read(code)).findings.some((one) => one.kind === kind),
    kindsOf: async (code: string) => [...new Set((await read(code)).findings.map(({ kind }) => kind))],
  };
}
