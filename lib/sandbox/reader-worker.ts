import { parentPort } from "node:worker_threads";
import { readProgram } from "./read-program.ts";
import type { ReaderMessage } from "./reader-thread.ts";

function send(message: ReaderMessage): void {
  parentPort?.postMessage(message);
}

// What is thrown here is caught nowhere, so that it ends the thread: a parser that broke stays broken.
parentPort?.on("message", (written: string) => send(readProgram(written)));
send("ready");
