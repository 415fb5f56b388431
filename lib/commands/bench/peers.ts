import { createContext, runInContext } from "node:vm";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from "quickjs-emscripten";
import { createRunner, type RunLimits, setMaxWorkers } from "run";
import { createSandbox, type Limits } from "#lib/sandbox";
import { readPrinted } from "./printed.ts";
import { asFunctionBody, asScript, type Outcome, type Task } from "./task.ts";

export type PeerName = "vm" | "quickjs" | "run" | "sandbox";

/** One way to run a program. */
export interface Peer {
  readonly name: PeerName;
  /** Whether it runs on threads of its own, which have things to do after an answer. */
  readonly threaded: boolean;
  /** Reads the program; what comes back runs it once. */
  load(task: Task): Promise<() => Promise<Outcome>>;
  close(): Promise<void>;
}

/** Node's own contexts: no boundary, the engine the others are measured by. */
export function createVmPeer(): Peer {
  return {
    name: "vm",
    threaded: false,
    async load(task) {
      const code = asScript(task);
      return async () => {
        const lines: string[] = [];
        const console = { log: (...values: unknown[]) => void lines.push(values.join(" ")) };
        const context = createContext(task.lines.length > 0 ? { console } : {});
        // A copy of the host's own, as the others give.
        return { value: structuredClone(runInContext(code, context)), lines };
      };
    },
    close: async () => {},
  };
}

/** The engine itself on the calling thread, a fresh context in a shared instance; it is disposed of within the time taken. */
export async function createQuickJsPeer(): Promise<Peer> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  return {
    name: "quickjs",
    threaded: false,
    async load(task) {
      const code = asScript(task);
      return async () => runInFreshContext(quickjs, code, task.lines.length > 0);
    },
    close: async () => {},
  };
}

function runInFreshContext(quickjs: QuickJSWASMModule, code: string, prints: boolean): Outcome {
  const context = quickjs.newContext();
  try {
    const lines: unknown[][] = [];
    if (prints) {
      const log = context.newFunction("log", (...values) => void lines.push(values.map(context.dump)));
      const console = context.newObject();
      context.setProp(console, "log", log);
      context.setProp(context.global, "console", console);
      log.dispose();
      console.dispose();
    }
    const answer = context.unwrapResult(context.evalCode(code));
    return { value: answer.consume(context.dump), lines: lines.map((values) => values.join(" ")) };
  } finally {
    context.dispose();
  }
}

/** `run`, from npm, with a runner of its own as its README has it for repeated runs. */
export function createRunPeer({
  threads,
  limits,
}: {
  threads: number;
  limits?: RunLimits | undefined;
}): Peer {
  // Its pool is one for the whole process.
  setMaxWorkers(threads);
  const runner = createRunner(limits ? { limits } : {});
  return {
    name: "run",
    threaded: true,
    async load(task) {
      const source = asFunctionBody(task);
      return async () => {
        // Its guests print to the host's own standard output.
        const printed = task.lines.length > 0 ? readPrinted() : null;
        const result = await runner.run({ source });
        if (result.status !== "completed") throw new Error(`run ended as ${result.status}`);
        return { value: result.value, lines: printed ? printed() : [] };
      };
    },
    close: async () => {},
  };
}

/** This sandbox; a program is prepared once, outside the time taken. */
export function createSandboxPeer(limits: Partial<Limits>): Peer {
  const sandbox = createSandbox(limits);
  return {
    name: "sandbox",
    threaded: true,
    async load(task) {
      const prepared = await sandbox.prepare(asScript(task));
      if (!prepared.ok) throw new Error(`the sandbox does not read ${task.name}`);
      return async () => {
        const result = await sandbox.run(prepared.program);
        if (result.status !== "completed") throw new Error(`the sandbox ended as ${JSON.stringify(result)}`);
        const lines = result.output.map((line) => (line.kind === "console" ? line.values.join(" ") : ""));
        return { value: result.value, lines };
      };
    },
    close: () => sandbox.close(),
  };
}
