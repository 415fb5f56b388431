import { readFile } from "node:fs/promises";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from "quickjs-emscripten-core";
import { minMemoryBytes, pageBytes } from "./limits.ts";
import { exportTable } from "./wasm-binary.ts";

/** A fresh engine in a memory of its own. */
export interface Instance {
  quickjs: QuickJSWASMModule;
  /** Whether the guest asked for more memory than it may have. */
  wasRefused(): boolean;
  /** The most memory it held so far, in bytes, rounded up to a page: the engine never gives memory back. */
  peakBytes(): number;
  /** What lies beneath the engine's own interface. */
  inside: Inside;
}

export interface Inside {
  /** The whole memory. */
  words: Uint32Array;
  /** The functions the engine calls by pointer. */
  table: WebAssembly.Table;
  malloc(bytes: number): number;
}

/** The engine's WebAssembly, compiled once per thread, and what is known of its inside. */
export interface Wasm {
  instantiate(memoryBytes: number): Promise<Instance>;
}

type Imports = Record<string, Record<string, unknown>>;

/** The name under which the engine's table is exported; the build has none. */
const tableExport = "table";

const silent = () => {};

export async function loadWasm(): Promise<Wasm> {
  const binary = exportTable(await readFile(await findWasmFile()), tableExport);
  const compiled = await WebAssembly.compile(binary);
  const layout = await readLayout(compiled);
  return {
    async instantiate(memoryBytes) {
      const memory = createMemory(memoryBytes);
      let refused = false;
      const { quickjs, inside } = await start(compiled, memory, (name, value) => {
        if (name !== layout.growImport) return value;
        return (bytes: number) => {
          const grown = (value as (bytes: number) => unknown)(bytes);
          if (!grown) refused = true;
          return grown;
        };
      });
      const { words } = inside;
      return {
        quickjs,
        inside,
        wasRefused: () => refused,
        peakBytes: () => Math.ceil((words[layout.breakWord] ?? 0) / pageBytes) * pageBytes,
      };
    },
  };
}

/**
 * Of fixed size: the engine's glue holds views that a growing memory would detach in the middle of a job. The
 * operating system gives the pages only as they are touched.
 */
function createMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(Math.max(bytes, minMemoryBytes) / pageBytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages });
}

async function start(
  compiled: WebAssembly.Module,
  wasmMemory: WebAssembly.Memory,
  wrap: (name: string, value: unknown) => unknown,
): Promise<Pick<Instance, "quickjs" | "inside">> {
  let table: unknown;
  const emscriptenModule = {
    instantiateWasm(imports: Imports, onSuccess: (instance: WebAssembly.Instance) => void) {
      const wrapped = Object.fromEntries(
        Object.entries(imports).map(([namespace, values]) => [
          namespace,
          Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wrap(name, value)])),
        ]),
      );
      const instance = new WebAssembly.Instance(compiled, wrapped as WebAssembly.Imports);
      table = instance.exports[tableExport];
      onSuccess(instance);
      return {};
    },
    print: silent,
    printErr: silent,
  };
  const quickjs = await newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmMemory, emscriptenModule: emscriptenModule as object, log: silent }),
  );
  const { _malloc: malloc } = (quickjs as unknown as { module: { _malloc(bytes: number): number } }).module;
  const words = new Uint32Array(wasmMemory.buffer);
  return { quickjs, inside: { words, table: table as WebAssembly.Table, malloc } };
}

/** Asks the engine's own loader, which knows its place in node_modules also when everything else is bundled. */
async function findWasmFile(): Promise<string> {
  let found: string | undefined;
  const probe = newVariant(variant, {
    locateFile(fileName, relativeTo) {
      found = relativeTo + fileName;
      throw new Error("only its place was wanted");
    },
    log: silent,
  });
  await newQuickJSWASMModuleFromVariant(probe).catch(silent);
  if (!found) throw new Error("The engine did not say where its WebAssembly file is.");
  return found;
}

interface Layout {
  /** The import by which the engine asks for more memory; the build shortened its name. */
  growImport: string;
  /** Where the end of the used memory is kept, as an index of 32-bit words. */
  breakWord: number;
}

/** Finds by experiment what the build does not export, so that another build is noticed and not misread. */
async function readLayout(compiled: WebAssembly.Module): Promise<Layout> {
  const memory = createMemory(minMemoryBytes);
  const calls = new Set<string>();
  const { inside } = await start(compiled, memory, (name, value) =>
    typeof value !== "function"
      ? value
      : (...args: unknown[]) => {
          calls.add(name);
          return value(...args);
        },
  );
  const { words, malloc } = inside;
  // Big blocks come from the end of the used memory: afterwards one word says where that is.
  const first = malloc(1_000_000);
  const before = words.slice();
  const second = malloc(2_000_000);
  const breakWord = words.findIndex((word, i) => {
    const old = before[i] ?? 0;
    return (
      old >= first + 1_000_000 &&
      old < first + 1_200_000 &&
      word >= second + 2_000_000 &&
      word < second + 2_200_000
    );
  });
  calls.clear();
  malloc(minMemoryBytes);
  const [growImport, ...others] = calls;
  if (!growImport || others.length > 0 || breakWord < 0)
    throw new Error("The engine's build is not the one this sandbox was made for.");
  return { growImport, breakWord };
}
