import { createSandbox } from "#lib/sandbox";

/** Run as a process of its own: runs the program it is given in a sandbox, closes that, and prints how the run ended. */
const sandbox = createSandbox({ workers: 1 });
const prepared = await sandbox.prepare(process.argv[2] ?? "");
if (!prepared.ok) throw new Error(JSON.stringify(prepared.result));
const { status } = await sandbox.run(prepared.program);
await sandbox.close();
process.stdout.write(`${status}\n`);
