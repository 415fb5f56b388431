import { setFlagsFromString } from "node:v8";

/**
 * How often one instance may call one import before V8 compiles a wrapper for the call: more than a run has the time for, and a
 * small integer in every build of V8. By default a thousand.
 */
const callsBeforeWrapper = 2 ** 30 - 1;

/**
 * Keeps V8 from compiling wrappers for what WebAssembly imports, in this process and from now on. Its threads share them, and
 * V8 13.6, that of Node 24, can free one that another thread has just found in their cache: its count of users is at zero
 * before the cache's lock is taken. Then the process dies ("Check failed: jit_page.has_value()", a segmentation fault), or
 * frees what is in use. All it takes is what guests do: ask the host a thousand times and end, on two threads. Later
 * versions look up and count in one step.
 *
 * Costs 17 ns a call, and 4 ms each time a thread starts, since Node's saved code is for V8's own flags.
 */
export function compileNoImportWrappers(): void {
  if (process.versions.v8.startsWith("13.6."))
    setFlagsFromString(`--wasm-wrapper-tiering-budget=${callsBeforeWrapper}`);
}
