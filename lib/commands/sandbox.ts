/**
 * Runs programs from standard input: one JSON line `{ "id", "code" }` each, answered by one JSON line
 * `{ "id", ...RunResult }` in the same order. A line that is not such JSON is answered with an error and makes the exit code 1.
 */
import { createSandbox, type Sandbox } from "#lib/sandbox";

interface Request {
  id: unknown;
  code: string;
}

function readRequest(line: string): Request | null {
  try {
    const request: unknown = JSON.parse(line);
    if (typeof request !== "object" || request === null) return null;
    if (!("id" in request) || !("code" in request) || typeof request.code !== "string") return null;
    return { id: request.id, code: request.code };
  } catch {
    return null;
  }
}

/** The lines of standard input. JSON may hold line separators of Unicode, at which node:readline would break it. */
async function* readLines(): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() as string;
    yield* lines;
  }
  yield rest;
}

async function answer(sandbox: Sandbox, { id, code }: Request): Promise<object> {
  const prepared = await sandbox.prepare(code);
  return { id, ...(prepared.ok ? await sandbox.run(prepared.program) : prepared.result) };
}

async function print(line: object): Promise<void> {
  const text = `${JSON.stringify(line)}\n`;
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

// Whoever reads the answers may have seen enough, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const sandbox = createSandbox({}, (fault) => console.error(fault));
/** Answers not yet printed, oldest first. Fewer than the pool can hold, so none is refused as busy. */
const pending: Promise<object>[] = [];
const maxPending = sandbox.limits.workers + Math.min(sandbox.limits.queue, 16);

async function printOldest(): Promise<void> {
  const oldest = await pending.shift();
  if (oldest) await print(oldest);
}

let number = 0;
for await (const line of readLines()) {
  number++;
  if (line.trim() === "") continue;
  const request = readRequest(line);
  if (request) pending.push(answer(sandbox, request));
  else {
    process.exitCode = 1;
    const error = `line ${number} is not JSON of the form { "id": …, "code": "…" }`;
    pending.push(Promise.resolve({ id: null, error }));
  }
  if (pending.length >= maxPending) await printOldest();
}
while (pending.length > 0) await printOldest();
await sandbox.close();
