/**
 * Run by cold.ts, with a peer's name and where the bundle of lib/sandbox is: prints the milliseconds from the first import of that peer to its first answer.
 * Node's own start is not counted; loading and compiling modules, engine and threads are.
 */
const [peer = "", bundle = ""] = process.argv.slice(2);

const firstAnswers: Record<string, () => Promise<unknown>> = {
  async vm() {
    const { createContext, runInContext } = await import("node:vm");
    return runInContext("1 + 1", createContext());
  },
  async quickjs() {
    const [{ newQuickJSWASMModuleFromVariant }, { default: variant }] = await Promise.all([
      import("quickjs-emscripten"),
      import("@jitl/quickjs-wasmfile-release-sync"),
    ]);
    const context = (await newQuickJSWASMModuleFromVariant(variant)).newContext();
    return context.unwrapResult(context.evalCode("1 + 1")).consume(context.dump);
  },
  async run() {
    const { run } = await import("run");
    const result = await run({ source: "return 1 + 1" });
    return result.status === "completed" ? result.value : result.status;
  },
  async sandbox() {
    const { createSandbox } = (await import(bundle)) as typeof import("#lib/sandbox");
    const sandbox = createSandbox({ workers: 1 });
    const prepared = await sandbox.prepare("1 + 1");
    const result = prepared.ok ? await sandbox.run(prepared.program) : prepared.result;
    return result.status === "completed" ? result.value : result.status;
  },
};

const firstAnswer = firstAnswers[peer];
if (!firstAnswer) throw new Error(`the peer is one of ${Object.keys(firstAnswers).join(", ")}`);
const startedAt = performance.now();
const answer = await firstAnswer();
const ms = performance.now() - startedAt;
if (answer !== 2) throw new Error(`${peer} answered ${String(answer)}`);
process.stdout.write(String(ms));
process.exit();

// Without an import of its own it would not be a module.
export {};
