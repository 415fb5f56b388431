import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { initialMemoryBytes, pageBytes } from "./limits.ts";
import { exportTable, setMemoryMinimum } from "./wasm-binary.ts";

/** The name under which the engine's table of functions is exported; the build has none. */
export const tableExport = "table";

/** Loads the engine's JavaScript half: what links, names and serves the WebAssembly. */
export async function loadGlue(options: object): Promise<unknown> {
  const start = (await variant.importModuleLoader()) as unknown as (options: object) => Promise<unknown>;
  return start({ print: silent, printErr: silent, thisProgram: "guest", ...options });
}

const silent = () => {};

export async function readEngine(): Promise<Uint8Array> {
  return readFile(await findWasmFile());
}

/** SHA-256 of the engine's WebAssembly file, in hex. */
export function hashEngine(binary: Uint8Array): string {
  return createHash("sha256").update(binary).digest("hex");
}

/** The engine, compiled. It can be handed to other threads, which then share the compiled code. */
export async function compileEngine(binary: Uint8Array): Promise<WebAssembly.Module> {
  return WebAssembly.compile(
    exportTable(setMemoryMinimum(binary, initialMemoryBytes / pageBytes), tableExport),
  );
}

/** Asks the engine's own loader, which knows its place in node_modules also when everything else is bundled. */
async function findWasmFile(): Promise<string> {
  let found: string | undefined;
  const locateFile = (fileName: string, relativeTo: string) => {
    found = relativeTo + fileName;
    throw new Error("only its place was wanted");
  };
  await loadGlue({ locateFile }).catch(silent);
  if (!found) throw new Error("The engine did not say where its WebAssembly file is.");
  return found;
}
