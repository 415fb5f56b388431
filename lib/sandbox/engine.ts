import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from "quickjs-emscripten-core";
import type { Value } from "#lib/value";
import { type Bridge, createGuestBridge } from "./bridge/index.ts";
import { preludeSource } from "./guest/prelude.generated.ts";
import type { Prelude } from "./guest/prelude.ts";
import { readGuestError } from "./guest-error.ts";
import { guestStackBytes, type Limits } from "./limits.ts";
import type { Source } from "./program.ts";
import { type Rejections, trackRejections } from "./rejections.ts";
import type { ConsoleLevel, GuestError, Output } from "./run-result.ts";
import { type Instance, loadWasm } from "./wasm.ts";
import { readWire, readWires } from "./wire.ts";

/** Makes guests. The one thing the rest of the sandbox knows of QuickJS. */
export interface Engine {
  createGuest(limits: Limits): Promise<Guest>;
}

/** A fresh engine, ready for one program. It is used once and then dropped; nothing of it is given back. */
export interface Guest {
  run(source: Source, listener: Listener): Ending;
  peakMemoryBytes(): number;
}

/** Told while the program runs. */
export interface Listener {
  onOutput(output: Output): void;
  /** Now and then, with the most memory the guest held so far. */
  onPeak(bytes: number): void;
}

export type Ending =
  | { status: "completed"; value: Value }
  | { status: "failed"; error: GuestError }
  | { status: "stopped"; reason: "time" | "memory" | "output" };

/** The engine's flag for code with top-level await, whose completion value is kept. */
const evalAsync = 128;
/** Jobs run between two looks at the clock. */
const jobsAtOnce = 1000;
/** Nobody ever writes to it: a wait on it is a sleep that costs no CPU and ends with the thread. */
const sleeper = new Int32Array(new SharedArrayBuffer(4));

export async function createEngine(): Promise<Engine> {
  const wasm = await loadWasm();
  return {
    createGuest: async (limits) => new QuickJSGuest(await wasm.instantiate(limits.memoryBytes), limits),
  };
}

class QuickJSGuest implements Guest {
  readonly #instance: Instance;
  readonly #limits: Limits;
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #rejections: Rejections;
  readonly #prelude: QuickJSHandle;
  readonly #bridge: Bridge = createGuestBridge();
  #listener: Listener | null = null;
  #startedAt = 0;
  #outputBytes = 0;
  #stopped: "time" | "output" | null = null;

  constructor(instance: Instance, limits: Limits) {
    this.#instance = instance;
    this.#limits = limits;
    this.#runtime = instance.quickjs.newRuntime();
    this.#runtime.setMaxStackSize(guestStackBytes);
    this.#context = this.#runtime.newContext();
    this.#rejections = trackRejections(instance, this.#runtime);
    this.#prelude = this.#install();
  }

  #install(): QuickJSHandle {
    const context = this.#context;
    const install = context.unwrapResult(context.evalCode(preludeSource, "prelude", 0));
    const emit = context.newFunction("emit", (kind, wire, over) => {
      this.#emit(context.getString(kind), context.getString(wire), context.sameValue(over, context.true));
    });
    const room = context.newFunction("room", () =>
      context.newNumber(this.#limits.outputBytes - this.#outputBytes),
    );
    const ask = context.newFunction("ask", (topic, question) =>
      context.newString(this.#bridge.ask(context.getString(topic), context.getString(question))),
    );
    const now = context.newFunction("now", () => context.newNumber(this.#now()));
    return context.unwrapResult(context.callFunction(install, context.undefined, emit, room, ask, now));
  }

  peakMemoryBytes(): number {
    return this.#instance.peakBytes();
  }

  run(source: Source, listener: Listener): Ending {
    this.#listener = listener;
    this.#startedAt = performance.now();
    this.#runtime.setInterruptHandler(() => this.#shouldStop());
    const ending = this.#evaluate(source);
    // The host's own signals come first: what the guest says after one of them is not its answer.
    if (this.#instance.wasRefused()) return { status: "stopped", reason: "memory" };
    this.#shouldStop();
    if (this.#stopped) return { status: "stopped", reason: this.#stopped };
    return ending;
  }

  #shouldStop(): boolean {
    this.#listener?.onPeak(this.#instance.peakBytes());
    if (!this.#stopped && performance.now() - this.#startedAt >= this.#limits.timeMs) this.#stopped = "time";
    return this.#stopped !== null || this.#instance.wasRefused();
  }

  #evaluate(source: Source): Ending {
    const evaluated = this.#context.evalCode(source.code, "program", source.awaits ? evalAsync : 0);
    if (evaluated.error) return this.#fail(source, evaluated.error);
    let value = evaluated.value;
    if (source.awaits) {
      const program = this.#settle(source, value);
      if ("status" in program) return program;
      // With top-level await the engine gives a promise of an object around the completion value.
      value = this.#context.getProp(program.value, "value");
    }
    // That value may be a promise itself: the last word of many a program is `main()`.
    const answer = this.#settle(source, value);
    if ("status" in answer) return answer;
    const unhandled = this.#rejections.first();
    if (unhandled) {
      const rejection = this.#settle(source, unhandled);
      if ("status" in rejection) return rejection;
    }
    const wire = this.#call("read", answer.value, this.#context.newNumber(this.#limits.valueBytes));
    if (wire.error) return this.#fail(source, wire.error);
    return { status: "completed", value: readWire(this.#context.getString(wire.value)) };
  }

  /** Runs jobs and timers until none is left. A value that is no promise is its own answer. */
  #settle(source: Source, handle: QuickJSHandle): Ending | { value: QuickJSHandle } {
    const thrown = this.#drain();
    if (thrown) return this.#fail(source, thrown);
    const state = this.#context.getPromiseState(handle);
    switch (state.type) {
      case "fulfilled":
        return { value: state.value };
      case "rejected":
        return this.#fail(source, state.error);
      case "pending":
        return { status: "failed", error: pendingPromise };
    }
  }

  /** Gives what a timer's function threw. */
  #drain(): QuickJSHandle | null {
    for (;;) {
      while (this.#runtime.hasPendingJob() && !this.#shouldStop())
        this.#runtime.executePendingJobs(jobsAtOnce);
      if (this.#shouldStop() || this.#rejections.first()) return null;
      const next = this.#call("nextTimer");
      const due = next.error ? -1 : this.#context.getNumber(next.value);
      if (due < 0) return null;
      const waitMs = Math.min(due, this.#limits.timeMs) - this.#now();
      if (waitMs > 0) Atomics.wait(sleeper, 0, 0, waitMs);
      if (this.#shouldStop()) return null;
      const fired = this.#call("fireTimer");
      if (fired.error) return fired.error;
    }
  }

  #fail(source: Source, thrown: QuickJSHandle): Ending {
    const read = this.#call("readError", thrown);
    const text = read.error ? "[null]" : this.#context.getString(read.value);
    return { status: "failed", error: readGuestError(text, source) };
  }

  #call(name: keyof Prelude, ...args: QuickJSHandle[]) {
    const fn = this.#context.getProp(this.#prelude, name);
    return this.#context.callFunction(fn, this.#context.undefined, ...args);
  }

  #now(): number {
    return Math.round((performance.now() - this.#startedAt) * 1000) / 1000;
  }

  #emit(kind: string, wire: string, over: boolean): void {
    if (this.#stopped) return;
    const atMs = Math.round((performance.now() - this.#startedAt) * 100) / 100;
    const values = readWires(wire);
    const output: Output =
      kind === "display"
        ? { kind, atMs, value: values[0] ?? { $: "undefined" } }
        : { kind: "console", level: kind as ConsoleLevel, atMs, values };
    this.#outputBytes += Buffer.byteLength(JSON.stringify(output));
    if (over || this.#outputBytes >= this.#limits.outputBytes) this.#stopped = "output";
    this.#listener?.onOutput(output);
  }
}

const pendingPromise: GuestError = {
  name: "PendingPromise",
  message: "The program waits for a promise that nothing can settle any more.",
  line: null,
  column: null,
  stack: null,
};
