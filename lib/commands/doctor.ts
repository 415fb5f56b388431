/**
 * Says in plain words what is configured, what is missing, and whether what is configured answers. Changes nothing and shows no
 * secret. Ends with 1 when something does not work.
 */
import { type Env, readEnv } from "#lib/env";
import { createSandbox } from "#lib/sandbox";
import { bad, type Finding, good } from "./doctor/finding.ts";
import { examineModels } from "./doctor/models.ts";
import { examineOpenness } from "./doctor/openness.ts";
import { examineDatabase, examineRedis } from "./doctor/storage.ts";
import { loadEnvFiles } from "./env-files.ts";

const marks = { good: "  ok     ", note: "  note   ", bad: "  FAILS  " };

const env = readConfiguration();
const models = env ? await examineModels(env) : [];
const isDemo = !models.some(({ about }) => about === "reviewer");
const findings = env
  ? [
      ...models,
      await examineSandbox(),
      ...(await examineDatabase(env)),
      ...(await examineRedis(env)),
      ...examineOpenness(process.env, !isDemo),
    ]
  : [];
for (const finding of findings) tell(finding);
if (env === null || findings.some(({ state }) => state === "bad")) process.exitCode = 1;
// Connections to models are kept for a while.
process.exit();

/** Null, and told, when something is wrong with it. */
function readConfiguration(): Env | null {
  const files = loadEnvFiles();
  try {
    const read = readEnv(process.env);
    const where = files.length > 0 ? `The environment and ${files.join(", ")} are` : "The environment is";
    tell(good("settings", `${where} read; every value is one that can be.`));
    return read;
  } catch (error) {
    // Its message names variables and shows no value.
    tell(bad("settings", error instanceof Error ? error.message : String(error)));
    return null;
  }
}

async function examineSandbox(): Promise<Finding> {
  const faults: Error[] = [];
  const sandbox = createSandbox({ workers: 1 }, (fault) => faults.push(fault));
  try {
    const prepared = await sandbox.prepare("6 * 7");
    const ended = prepared.ok ? await sandbox.run(prepared.program) : prepared.result;
    return ended.status === "completed" && ended.value === 42
      ? good("sandbox", "A program ran.")
      : bad("sandbox", `A program did not run: ${faults[0]?.message ?? JSON.stringify(ended)}`);
  } finally {
    await sandbox.close();
  }
}

function tell({ state, about, words }: Finding): void {
  console.log(`${marks[state]}${about.padEnd(10)}${words}`);
}
