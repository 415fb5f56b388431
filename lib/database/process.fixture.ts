import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Orders, Said } from "./open.fixture.ts";

const program = fileURLToPath(new URL("./open.fixture.ts", import.meta.url));

export interface OtherProcess {
  pid: number;
  /** The next line of its output; rejects when it ended before. */
  hear(): Promise<Said>;
  /** Lets one that waits go on. */
  tell(): void;
  /** Ends it and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Waits until it ended. */
  ended: Promise<void>;
}

/** Starts a process that opens a database. It is gone after the test in any case. */
export function startProcess(orders: Orders): OtherProcess {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.pid === undefined) throw new Error("Node could not be started.");
  const ended = once(child, "close").then(() => {});
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  onTestFinished(() => kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    ended,
    async hear() {
      const { value, done } = await lines.next();
      if (done) throw new Error("The process has ended.");
      return JSON.parse(value);
    },
    tell: () => child.stdin.write("go\n"),
    kill,
  };
}
