/**
 * Answers programs by Node itself, as a child process: a JSON array of programs in, an array of NodeAnswers out.
 * Every program gets a realm of its own. Needs `--experimental-vm-modules`.
 */
import { Console } from "node:console";
import { stripTypeScriptTypes } from "node:module";
import repl from "node:repl";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import vm from "node:vm";
import type { Value } from "#lib/value";
import { toTree } from "./to-tree.ts";

export interface NodeAnswer {
  value: Value;
  /** Calls of console.log and its four sisters. */
  lines: { level: string; values: Value[] }[];
  /** What Node printed for all calls of console, standard output and error in order. */
  text: string;
}

const levels = ["log", "info", "warn", "error", "debug"] as const;

async function answerByNode(code: string): Promise<NodeAnswer> {
  const lines: NodeAnswer["lines"] = [];
  let printed = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      printed += chunk;
      done();
    },
  });
  const console = new Console({ stdout: stream, stderr: stream });
  for (const level of levels) {
    const print = console[level];
    console[level] = (...values) => {
      lines.push({ level, values: values.map(toTree) });
      print(...values);
    };
  }
  const value = await evaluate(code, vm.createContext({ ...platform(), console }));
  return { value: toTree(value), lines, text: printed };
}

/** What Node offers to every program besides the language; a realm made by node:vm has only the language. */
function platform() {
  const { setTimeout, setInterval, clearTimeout, clearInterval, queueMicrotask, structuredClone } =
    globalThis;
  const { URL, URLSearchParams, TextEncoder, TextDecoder, atob, btoa, crypto, performance } = globalThis;
  const timers = { setTimeout, setInterval, clearTimeout, clearInterval, queueMicrotask, structuredClone };
  return { ...timers, URL, URLSearchParams, TextEncoder, TextDecoder, atob, btoa, crypto, performance };
}

/** A script, a function's body, a script that awaits, a body that awaits, or a module: the first that Node can read. */
async function evaluate(written: string, context: vm.Context): Promise<unknown> {
  const ways: ((code: string) => unknown)[] = [
    (code) => resultOr(new vm.Script(code).runInContext(context), context),
    (code) => vm.compileFunction(code, [], { parsingContext: context })(),
    (code) => evaluateAwaiting(code, context),
    (code) => new vm.Script(`(async () => {${code}\n})()`).runInContext(context),
    (code) => evaluateModule(code, context),
  ];
  let unreadable: unknown;
  for (const read of [() => written, () => strip(written)])
    for (const way of ways)
      try {
        return await way(read());
      } catch (error) {
        if ((error as Error)?.name !== "SyntaxError") throw error;
        unreadable ??= error;
      }
  throw unreadable;
}

function strip(code: string): string {
  try {
    return stripTypeScriptTypes(code);
  } catch {
    // It has a top-level return: the same text inside a function.
    return stripTypeScriptTypes(`async()=>{${code}\n}`).slice("async()=>{".length, -2);
  }
}

/** The program's variable `result` if it has one at the top, else what its last statement came to. */
function resultOr(completion: unknown, context: vm.Context): unknown {
  try {
    return vm.runInContext("result", context);
  } catch {
    return completion;
  }
}

/** As Node's own prompt does it: top-level await with a completion value. */
function evaluateAwaiting(code: string, context: vm.Context): Promise<unknown> {
  const nowhere = { input: new PassThrough(), output: new PassThrough() };
  const server = repl.start({ ...nowhere, terminal: false, prompt: "" });
  Object.defineProperties(server.context, Object.getOwnPropertyDescriptors(context));
  return new Promise((resolve, reject) => {
    server.eval(code, server.context, "program", (error, value) => {
      if (error) reject(error);
      else resolve(resultOr(value, server.context));
      server.close();
    });
  });
}

async function evaluateModule(code: string, context: vm.Context): Promise<unknown> {
  const module = new vm.SourceTextModule(code, { context });
  await module.link(() => {
    throw new Error("The program imports something.");
  });
  await module.evaluate();
  return (module.namespace as { default: unknown }).default;
}

const answers: (NodeAnswer | { error: string })[] = [];
for (const code of JSON.parse(await text(process.stdin)))
  answers.push(await answerByNode(code).catch((error) => ({ error: String(error?.stack ?? error) })));
process.stdout.write(JSON.stringify(answers));
