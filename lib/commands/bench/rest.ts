import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { ensureBuilt } from "../build.mjs";
import { neutralEnvironment } from "../environment.mjs";
import { startServer } from "../server.mjs";
import { startTestServers } from "../test-servers.mjs";
import { createOnServer, tellNoServer } from "./chats/databases.ts";
import { type Contender, interleave } from "./measure.ts";
import { createRow, type Row } from "./row.ts";

/** Until what a start leaves behind has been collected. */
const settleMs = 5_000;

/** What the built app's server holds when nobody asks it anything, with its database inside and on a server. */
export async function measureRest(): Promise<Row[]> {
  if (process.platform === "win32") {
    process.stderr.write("Not measured: the memory of the server at rest, which nobody here tells.\n");
    return [];
  }
  const node = process.execPath;
  await ensureBuilt(node);
  const { databaseUrl, stop } = await startTestServers({ ...process.env, TEST_REDIS_URL: "off" });
  try {
    const contenders: Contender[] = [{ peer: "embedded", measure: () => measureEmbedded(node) }];
    if (databaseUrl === null) tellNoServer("the memory of the server at rest");
    else contenders.push({ peer: "server", measure: () => measureOnServer(node, databaseUrl) });
    const samples = await interleave(contenders, { rounds: 3, warmUps: 0 });
    const targets = databaseUrl === null ? {} : { server: null };
    return [createRow("memory of the server at rest", "MB", samples, targets)];
  } finally {
    await stop();
  }
}

async function measureEmbedded(node: string): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    return [await measureServer(node, { DATA_FOLDER: folder })];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOnServer(node: string, databaseUrl: string): Promise<number[]> {
  const { url, drop } = await createOnServer(databaseUrl);
  try {
    return [await measureServer(node, { DATABASE_URL: url })];
  } finally {
    await drop();
  }
}

/** The resident memory of a server that has answered with its first page, in MB. */
async function measureServer(node: string, variables: Record<string, string>): Promise<number> {
  const environment = { ...neutralEnvironment(node), OLLAMA_URL: "off", ...variables };
  const server = await startServer({ node, port: 0, host: "127.0.0.1", environment });
  try {
    await pause(settleMs);
    return await readResidentMb(server.pid);
  } finally {
    await server.stop();
  }
}

/** The resident memory of a process, in MB. */
export async function readResidentMb(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  const kibibytes = Number(stdout);
  if (!(kibibytes > 0)) throw new Error(`the server's memory was not told but ${JSON.stringify(stdout)}`);
  return (kibibytes * 1024) / 1e6;
}
