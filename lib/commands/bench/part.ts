import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "./row.ts";

const script = fileURLToPath(new URL("./part-process.ts", import.meta.url));

/**
 * Measures one part in a process of its own, so that none inherits another's heap and threads. What guests print to that
 * process's standard output goes to a file, which is gone afterwards.
 */
export async function measurePart(name: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const output = await open(join(folder, "output"), "a+");
  try {
    const child = fork(script, [name], {
      stdio: ["ignore", output.fd, "inherit", "ipc"],
      execArgv: ["--expose-gc", "--disable-warning=ExperimentalWarning"],
    });
    let rows: Row[] | null = null;
    child.on("message", (message) => {
      rows = message as Row[];
    });
    await once(child, "exit");
    if (!rows) throw new Error(`measuring ${name} failed`);
    return rows;
  } finally {
    await output.close();
    await rm(folder, { recursive: true });
  }
}
