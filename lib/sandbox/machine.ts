import type { Exports } from "./exports.ts";
import { initialMemoryBytes, pageBytes } from "./limits.ts";
import { loadGlue, tableExport } from "./wasm.ts";

/**
 * One thread's QuickJS: the glue, its JavaScript half, is loaded once; the WebAssembly instance beneath it and the memory
 * are new for every guest. A machine has one guest at a time.
 */
export interface Machine {
  readonly exports: Exports;
  /** The functions the engine calls by pointer. */
  table(): WebAssembly.Table;
  /** The whole memory. Not to be kept: growing makes it another. */
  bytes(): Uint8Array<ArrayBuffer>;
  words(): Uint32Array<ArrayBuffer>;
  /** Whether the guest asked for more memory than it may have. */
  wasRefused(): boolean;
  /**
   * Puts a new instance in the place of the last one, in a memory that holds these parts and is zero everywhere else. The
   * memory may be the last one's if that never grew: then every byte of it is written over.
   */
  renew(maxMemoryBytes: number, parts: Part[], reuse: boolean): void;
}

/** A piece of a memory, and where it stands. */
export interface Part {
  start: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What the engine calls the host for. */
export interface Callbacks {
  /** A function of the host is called: its id, and where its arguments are. Gives a value's pointer, or 0 for none. */
  call(id: number, args: number): number;
  shouldInterrupt(): boolean;
}

/** What is found by experiment was not found: better no sandbox than one that misreads its engine. */
export class WrongBuild extends Error {
  constructor() {
    super("The engine's build is not the one this sandbox was made for.");
  }
}

type Import = (...args: unknown[]) => unknown;
type Imports = Record<string, Record<string, unknown>>;

/** Memory grows in steps of this size, so that a guest that takes it bit by bit does not ask every time. */
const growthPages = (1024 * 1024) / pageBytes;

function createMemory(maxPages: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: initialMemoryBytes / pageBytes, maximum: maxPages });
}

class WasmMachine implements Machine {
  exports = {} as Exports;
  /** What the engine has called, while it is not known by which name it asks for memory. */
  readonly called = new Set<string>();
  readonly #compiled: WebAssembly.Module;
  readonly #growImport: string | null;
  #imports: Imports = {};
  #current: WebAssembly.Exports = {};
  #maxPages = initialMemoryBytes / pageBytes;
  #memory = createMemory(this.#maxPages);
  #bytes = new Uint8Array(this.#memory.buffer);
  #words = new Uint32Array(this.#memory.buffer);
  #refused = false;
  /** The glue's own way to grow; it makes its views of the memory anew. */
  #tellGlue: Import = () => {};
  #telling = false;

  constructor(compiled: WebAssembly.Module, growImport: string | null) {
    this.#compiled = compiled;
    this.#growImport = growImport;
  }

  async load({ call, shouldInterrupt }: Callbacks): Promise<void> {
    const glue = await loadGlue({
      wasmMemory: this.#createStandIn(),
      instantiateWasm: (imports: Imports, onSuccess: (instance: { exports: object }) => void) => {
        this.#imports = this.#readImports(imports);
        this.#instantiate();
        onSuccess({ exports: this.#forwardExports() });
        return {};
      },
    });
    this.exports = Object.assign(glue as Exports, {
      callbacks: {
        callFunction: (
          _: unknown,
          _context: number,
          _self: number,
          _count: number,
          args: number,
          id: number,
        ) => call(id, args),
        shouldInterrupt: () => (shouldInterrupt() ? 1 : 0),
        freeHostRef() {},
      },
    });
  }

  /** What the glue takes for the memory, whichever it is. */
  #createStandIn(): { buffer: ArrayBuffer; grow(): void } {
    const memory = () => this.#memory;
    const telling = () => this.#telling;
    return {
      get buffer() {
        return memory().buffer;
      },
      grow() {
        if (!telling()) throw new RangeError("only the machine grows the memory");
      },
    };
  }

  #readImports(imports: Imports): Imports {
    const wrap = ([name, value]: [string, unknown]) =>
      typeof value === "function" ? [name, this.#wrap(name, value as Import)] : [name, value];
    return Object.fromEntries(
      Object.entries(imports).map(([space, values]) => [
        space,
        Object.fromEntries(Object.entries(values).map(wrap)),
      ]),
    );
  }

  #wrap(name: string, original: Import): Import {
    if (this.#growImport === null)
      return (...args) => {
        this.called.add(name);
        return original(...args);
      };
    if (name !== this.#growImport) return original;
    this.#tellGlue = original;
    return (bytes) => this.#grow(Number(bytes) >>> 0);
  }

  #instantiate(): void {
    for (const space of Object.values(this.#imports))
      for (const [name, value] of Object.entries(space))
        if (typeof value === "object") space[name] = this.#memory;
    this.#current = new WebAssembly.Instance(this.#compiled, this.#imports as WebAssembly.Imports).exports;
  }

  /** The exports of whichever instance is there. */
  #forwardExports(): object {
    const forward = ([name, value]: [string, unknown]) =>
      typeof value === "function"
        ? [name, (...args: unknown[]) => (this.#current[name] as Import)(...args)]
        : [name, value];
    return Object.fromEntries(Object.entries(this.#current).map(forward));
  }

  renew(maxMemoryBytes: number, parts: Part[], reuse: boolean): void {
    const maxPages = Math.ceil(Math.max(maxMemoryBytes, initialMemoryBytes) / pageBytes);
    const same = reuse && maxPages === this.#maxPages && this.#bytes.length === initialMemoryBytes;
    if (!same) {
      this.#maxPages = maxPages;
      this.#memory = createMemory(maxPages);
      this.#look();
    }
    this.#refused = false;
    this.#instantiate();
    let end = 0;
    for (const { start, bytes } of parts) {
      if (same) this.#bytes.fill(0, end, start);
      this.#bytes.set(bytes, start);
      end = start + bytes.length;
    }
    if (same) this.#bytes.fill(0, end);
  }

  /** Grows the memory until it holds so many bytes. A guest that was refused once gets no more. */
  #grow(bytes: number): boolean {
    const wanted = Math.ceil(bytes / pageBytes);
    this.#refused ||= wanted > this.#maxPages;
    if (this.#refused) return false;
    const pages = Math.min(this.#maxPages, Math.ceil(wanted / growthPages) * growthPages);
    this.#memory.grow(pages - this.#memory.buffer.byteLength / pageBytes);
    this.#look();
    return true;
  }

  #look(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#words = new Uint32Array(this.#memory.buffer);
    this.#telling = true;
    this.#tellGlue(1);
    this.#telling = false;
  }

  table(): WebAssembly.Table {
    return this.#current[tableExport] as WebAssembly.Table;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  words(): Uint32Array<ArrayBuffer> {
    return this.#words;
  }

  wasRefused(): boolean {
    return this.#refused;
  }
}

/** `growImport` is the name under which the build imports the function that asks for more memory. */
export async function createMachine(
  compiled: WebAssembly.Module,
  callbacks: Callbacks,
  growImport: string,
): Promise<Machine> {
  const machine = new WasmMachine(compiled, growImport);
  await machine.load(callbacks);
  return machine;
}

/** Finds that name, which the build shortened: it is what the engine calls when all of its memory is wanted. */
export async function findGrowImport(compiled: WebAssembly.Module): Promise<string> {
  const machine = new WasmMachine(compiled, null);
  await machine.load({ call: () => 0, shouldInterrupt: () => false });
  machine.called.clear();
  machine.exports._malloc(initialMemoryBytes);
  const [name, ...others] = machine.called;
  if (!name || others.length > 0) throw new WrongBuild();
  return name;
}
