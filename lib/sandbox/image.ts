import { Binding, type Evaluated, type Handle, type Roots } from "./binding.ts";
import { preludeSource } from "./guest/prelude.generated.ts";
import type { Prelude } from "./guest/prelude.ts";
import { findLayout, type Layout } from "./layout.ts";
import { guestStackBytes } from "./limits.ts";
import { createMachine, findGrowImport, type Machine, type Part, WrongBuild } from "./machine.ts";
import { createRejections } from "./rejections.ts";
import { compileEngine, readEngine } from "./wasm.ts";

/**
 * A guest that has run nothing yet, as data: the engine's code and the memory of an instance in which the engine was started and
 * the prelude installed. Every guest begins as a copy of it. Plain data, so that one thread makes it for all.
 */
export interface Image {
  compiled: WebAssembly.Module;
  growImport: string;
  /** What of the memory is not zero. */
  parts: Part[];
  layout: Layout;
  roots: Roots;
  /** What the prelude gave the host, by the place of each in the memory. */
  prelude: Record<keyof Prelude, Handle>;
}

/** Functions that the prelude is given, in the order of its parameters. The number of each is its id. */
export const hostFunctions = ["emit", "room", "ask", "now", "measure"] as const;

const preludeFunctions = ["read", "readError", "nextTimer", "fireTimer"] as const satisfies (keyof Prelude)[];

/** Parts are cut at multiples of this many bytes: a page of the operating system, which is given only when written. */
const partBytes = 4096;

export async function createImage(): Promise<Image> {
  const compiled = await compileEngine(await readEngine());
  const growImport = await findGrowImport(compiled);
  const callbacks = { call: refuseToCall, shouldInterrupt: () => false };
  // The search for its layout leaves traces in an engine, so another one is the model.
  const probe = await createMachine(compiled, callbacks, growImport);
  const probed = startEngine(probe);
  const layout = findLayout(probe, probed.binding, probed.roots);
  const machine = await createMachine(compiled, callbacks, growImport);
  const { binding, roots } = startEngine(machine);
  if (roots.context !== probed.roots.context) throw new WrongBuild();
  machine.exports._QTS_RuntimeEnableInterruptHandler(roots.runtime);
  machine.words()[layout.trackerWord] = createRejections(machine).attach();
  const prelude = installPrelude(binding);
  return { compiled, growImport, parts: readParts(machine.bytes()), layout, roots, prelude };
}

/** What the prelude would be told now, it would tell every guest. */
function refuseToCall(id: number): never {
  throw new Error(`the prelude calls ${hostFunctions[id]} before there is a run`);
}

function startEngine(machine: Machine): { binding: Binding; roots: Roots } {
  const { exports: engine } = machine;
  const runtime = engine._QTS_NewRuntime();
  engine._QTS_RuntimeSetMaxStackSize(runtime, guestStackBytes);
  const roots = { runtime, context: engine._QTS_NewContext(runtime, 0) };
  return { binding: new Binding(machine, roots), roots };
}

function installPrelude(binding: Binding): Image["prelude"] {
  const install = expect(binding, binding.evaluate(preludeSource, "prelude", 0));
  const functions = hostFunctions.map((name, id) => binding.newFunction(name, id));
  const prelude = expect(binding, binding.call(install, ...functions));
  const entries = preludeFunctions.map((name) => [name, expect(binding, binding.property(prelude, name))]);
  return Object.fromEntries(entries) as Image["prelude"];
}

function expect(binding: Binding, evaluated: Evaluated): Handle {
  if (evaluated.ok) return evaluated.value;
  throw new Error(`The guest's prelude fails: ${binding.text(evaluated.thrown, 1000)}`);
}

function readParts(bytes: Uint8Array<ArrayBuffer>): Part[] {
  const empty = new Uint8Array(partBytes);
  const parts: Part[] = [];
  let start: number | null = null;
  for (let at = 0; at <= bytes.length; at += partBytes) {
    const used = at < bytes.length && Buffer.compare(bytes.subarray(at, at + partBytes), empty) !== 0;
    if (used) start ??= at;
    else if (start !== null) {
      parts.push({ start, bytes: bytes.slice(start, at) });
      start = null;
    }
  }
  return parts;
}
