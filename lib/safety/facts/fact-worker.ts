import { parentPort, workerData } from "node:worker_threads";
import { readFacts } from "./facts.ts";
import type { Facts } from "./finding.ts";

/** From the thread to the host: once that it has started, then the facts of each program, null for what is none. */
export type FactMessage = "ready" | Facts | null;

/** An object, since a bundler adds to it what it has to tell the thread itself. */
export interface FactWorkerData {
  globals: readonly string[];
}

const known = new Set((workerData as FactWorkerData).globals);

function send(message: FactMessage): void {
  parentPort?.postMessage(message);
}

/** What is thrown besides is caught nowhere, so that it ends the thread: a parser that broke stays broken. */
function read(code: string): Facts | null {
  try {
    return readFacts(code, known);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

parentPort?.on("message", (code: string) => send(read(code)));
send("ready");
