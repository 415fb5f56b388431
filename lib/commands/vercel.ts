/**
 * Builds what Vercel would deploy, without an account, puts each function's files into an empty folder, starts them there, and has
 * a question answered: page, review, run and database. Prints the chat function's size by package and how long it takes from
 * its process's start to the first byte of an answer. Needs PostgreSQL as the tests do, and npm's registry for Vercel's builder.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endChildrenWithUs } from "./child.mjs";
import { withProgress } from "./progress.mjs";
import { runCommand, SetupError } from "./project.mjs";
import { startTestServers } from "./test-servers.mjs";
import { buildForVercel } from "./vercel/build.ts";
import { launch, serveOutput } from "./vercel/deployment.ts";
import type { AssembledFunction } from "./vercel/functions.ts";
import { proveAnswer, provePage, type Visitor, visit } from "./visit.ts";

/** The most that the function which answers may weigh, in bytes. */
const maxBytes = 25_000_000;
const coldStarts = 7;

/** Whoever was answered once is told no, by the function as it is deployed. */
const limits = { REQUESTS_PER_OWNER: "1" };

endChildrenWithUs(() => 1);
await runCommand(async () => {
  const { databaseUrl, stop } = await startTestServers({ ...process.env, TEST_REDIS_URL: "off" });
  if (databaseUrl === null) throw new SetupError("This needs a PostgreSQL server, as the tests do.");
  const folder = mkdtempSync(join(tmpdir(), "workings-vercel-"));
  try {
    await prove(folder, { DATABASE_URL: databaseUrl, OLLAMA_URL: "off" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await stop();
  }
});

async function prove(folder: string, configuration: Record<string, string>): Promise<void> {
  const project = join(folder, "project");
  const words = { doing: "Building as Vercel does", done: "Built as Vercel does" };
  const output = await withProgress(words, () => buildForVercel(project, configuration));
  const deployment = await serveOutput({ project, output, folder }, { ...configuration, ...limits });
  try {
    const visitor = await visit(deployment.url);
    console.log(`The page and its ${await provePage(visitor)} files are served.`);
    console.log(await proveAnswer(visitor, "vercel-1"));
    await proveLimit(visitor);
    console.log(`Health: ${await visitor.open("/api/health")}`);
    const chat = deployment.find("/api/chat");
    proveSize(chat);
    await proveMissingDatabase(deployment.find("/api/health"));
    await measureColdStart(chat, visitor, configuration);
  } finally {
    await deployment.stop();
  }
}

async function proveLimit({ ask }: Visitor): Promise<void> {
  const refusal = await ask("vercel-2");
  if (!refusal.includes("too-many-requests"))
    throw new SetupError("A question beyond the limit was taken.", refusal);
  console.log("A second question, which is one more than allowed here, was refused.");
}

function proveSize({ sizes, maxSeconds, cancels }: AssembledFunction): void {
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const rows = [...sizes]
    .sort(([, a], [, b]) => b - a)
    .map(([name, bytes]) => `  ${megabytes(bytes)}  ${name}`);
  console.log(
    `The function that answers: ${megabytes(total).trim()} MB, ${maxSeconds} s, cancelled with its request: ${cancels}`,
  );
  console.log(rows.join("\n"));
  const unused = [...sizes.keys()].filter((name) => /pglite|quickjs(?!-wasmfile-release-sync$)/.test(name));
  if (unused.length > 0) throw new SetupError(`It ships what it never uses: ${unused.join(", ")}.`);
  if (total > maxBytes) throw new SetupError(`It is larger than ${megabytes(maxBytes).trim()} MB.`);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2).padStart(6);
}

async function proveMissingDatabase(health: AssembledFunction): Promise<void> {
  const { port, said, stop } = await launch(health, { OLLAMA_URL: "off" });
  const status = await fetch(`http://127.0.0.1:${port}/api/health`).then(
    (response) => response.status,
    // The function ended; what it said tells why.
    () => null,
  );
  await stop();
  const [sentence] = /DATABASE_URL is missing: [^\n]*/.exec(said()) ?? [];
  if (status !== 503 || sentence === undefined)
    throw new SetupError(`Without a database it is not said what is missing (${status}).`, said());
  console.log(`Without a database: ${sentence}`);
}

/** From the start of its process to the first byte of an answer, of which the page waits for no other. */
async function measureColdStart(
  chat: AssembledFunction,
  visitor: Visitor,
  configuration: Record<string, string>,
): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < coldStarts; run++) {
    const since = performance.now();
    const { port, stop } = await launch(chat, configuration);
    const asked = visitor.prepareQuestion(`vercel-cold-${run}`);
    const answer = await fetch(`http://127.0.0.1:${port}/api/chat`, asked);
    const reader = answer.body?.getReader();
    await reader?.read();
    times.push(performance.now() - since);
    await reader?.cancel();
    await stop();
    if (!answer.ok) throw new SetupError(`A cold function answered with ${answer.status}.`);
  }
  const sorted = times.sort((a, b) => a - b).map((ms) => Math.round(ms));
  console.log(
    `Cold start to the first byte: ${sorted[Math.floor(coldStarts / 2)]} ms, the median of ${sorted.join(", ")}`,
  );
}
