/**
 * Runs programs from standard input: one JSON line `{ "id", "code" }` each, answered by one JSON line
 * `{ "id", ...RunResult }` in the same order. A line that is not such JSON is answered with an error and makes the exit code 1.
 */
import { createInterface } from "node:readline";
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

async function answer(sandbox: Sandbox, { id, code }: Request): Promise<object> {
  const prepared = await sandbox.prepare(code);
  return { id, ...(prepared.ok ? await sandbox.run(prepared.program) : prepared.result) };
}

async function print(line: object): Promise<void> {
  const text = `${JSON.stringify(line)}\n`;
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

const sandbox = createSandbox();
/** Answers not yet printed, oldest first. Fewer than the pool can hold, so none is refused as busy. */
const pending: Promise<object>[] = [];
const maxPending = sandbox.limits.workers + Math.min(sandbox.limits.queue, 16);

async function printOldest(): Promise<void> {
  const oldest = await pending.shift();
  if (oldest) await print(oldest);
}

let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
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
