import { Binding, type Evaluated, type Handle } from "./binding.ts";
import { type Bridge, createGuestBridge } from "./bridge/index.ts";
import type { Prelude } from "./guest/prelude.ts";
import { readGuestError } from "./guest-error.ts";
import { hostFunctions, type Image } from "./image.ts";
import { type Limits, pageBytes } from "./limits.ts";
import type { Machine } from "./machine.ts";
import type { Source } from "./program.ts";
import type { Rejections } from "./rejections.ts";
import type { ConsoleLevel, GuestError } from "./run-result.ts";

/** A copy of the image in an instance and a memory of its own, ready for one program. Nothing of it is used again. */
export interface Guest {
  run(source: Source, listener: Listener): Ending;
  peakMemoryBytes(): number;
}

/** One console line or one displayed value: `wire` is the list of its values as wire.ts reads it. */
export interface Line {
  kind: ConsoleLevel | "display";
  atMs: number;
  wire: string;
}

/** Told while the program runs. */
export interface Listener {
  onOutput(line: Line): void;
  /** Now and then, with the most memory the guest held so far. */
  onPeak(bytes: number): void;
}

export type Ending =
  /** `wire` is the value as wire.ts reads it, which is left to the receiver: as a text it is handed on at once. */
  | { status: "completed"; wire: string }
  | { status: "failed"; error: GuestError }
  | { status: "stopped"; reason: "time" | "memory" | "output" };

/** The engine's flag for code with top-level await, whose completion value is kept. */
const evalAsync = 128;
/** Jobs run between two looks at the clock. */
const jobsAtOnce = 1000;
/** The JSON around one line: its kind, level and time. */
const lineBytes = 72;
/** How much longer the wire of a value may be than its finished JSON: `["o",null,0]` stands for `{},`. */
const maxWireRatio = 5;
/** Longer than the prelude ever makes an error's words: three of 16,384 units, of which each can take six bytes. */
const maxErrorBytes = 512 * 1024;
/** Longer than the questions that the prelude lets through, of which each unit can take three bytes. */
const maxQuestionBytes = 16 * 1024 * 1024;
/** Nobody ever writes to it: a wait on it is a sleep that costs no CPU and ends with the thread. */
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** What the machine calls back for is the guest's to answer, besides what the rest of the sandbox asks of it. */
export class QuickJSGuest implements Guest {
  readonly #machine: Machine;
  readonly #image: Image;
  readonly #rejections: Rejections;
  readonly #limits: Limits;
  readonly #binding: Binding;
  readonly #bridge: Bridge = createGuestBridge();
  #listener: Listener | null = null;
  #startedAt = 0;
  #outputBytes = 0;
  #stopped: "time" | "output" | null = null;
  /** Whether anything ran after the program's last line. */
  #continued = false;

  constructor(machine: Machine, image: Image, rejections: Rejections, limits: Limits) {
    this.#machine = machine;
    this.#image = image;
    this.#rejections = rejections;
    this.#limits = limits;
    this.#binding = new Binding(machine, image.roots);
  }

  /** Whether its program came to an end by itself, in an engine that never trapped, was interrupted or refused memory. */
  endedCleanly = false;

  /** The engine never gives memory back, so where it ends now is the most there ever was. */
  peakMemoryBytes(): number {
    const end = this.#machine.words()[this.#image.layout.breakWord] ?? 0;
    return Math.ceil(end / pageBytes) * pageBytes;
  }

  run(source: Source, listener: Listener): Ending {
    this.#listener = listener;
    this.#startedAt = performance.now();
    const ending = this.#evaluate(source);
    // The host's own signals come first: what the guest says after one of them is not its answer.
    if (this.#machine.wasRefused()) return { status: "stopped", reason: "memory" };
    this.shouldStop();
    if (this.#stopped) return { status: "stopped", reason: this.#stopped };
    if (ending instanceof Error) throw ending;
    this.endedCleanly = true;
    return ending;
  }

  shouldStop(): boolean {
    this.#listener?.onPeak(this.peakMemoryBytes());
    if (!this.#stopped && this.#now() >= this.#limits.timeMs) this.#stopped = "time";
    return this.#stopped !== null || this.#machine.wasRefused();
  }

  /** An error is one of ours, or of an engine that found no memory where it did not look. */
  #evaluate(source: Source): Ending | Error {
    try {
      return this.#answer(source);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #answer(source: Source): Ending {
    const evaluated = this.#binding.evaluate(source.code, "program", source.awaits ? evalAsync : 0);
    if (!evaluated.ok) return this.#fail(source, evaluated.thrown);
    let answer = this.#settle(evaluated.value);
    // With top-level await the engine gives a promise of an object around the completion value. That value may be a promise
    // itself: the last word of many a program is `main()`.
    if (source.awaits && answer?.ok) answer = this.#follow(this.#binding.property(answer.value, "value"));
    // A timer or the continuation of a promise may have set it after the program's last line.
    if (source.answer && this.#continued && answer?.ok)
      answer = this.#follow(this.#binding.evaluate(source.answer, "program", 0));
    if (answer === null) return { status: "failed", error: pendingPromise };
    if (!answer.ok) return this.#fail(source, answer.thrown);
    const wire = this.#call("read", answer.value, this.#binding.newNumber(this.#limits.valueBytes));
    if (!wire.ok) return this.#fail(source, wire.thrown);
    return {
      status: "completed",
      wire: this.#binding.text(wire.value, this.#limits.valueBytes * maxWireRatio),
    };
  }

  #follow(evaluated: Evaluated): Evaluated | null {
    return evaluated.ok ? this.#settle(evaluated.value) : evaluated;
  }

  /** The outcome when jobs and timers have come to their end; null if there is none then. */
  #settle(value: Handle): Evaluated | null {
    const thrown = this.#drain();
    return thrown === null ? this.#binding.outcome(value) : { ok: false, thrown };
  }

  /** Runs jobs and timers until none is left. Gives what one threw, or a promise was rejected with, and nobody handled. */
  #drain(): Handle | null {
    for (;;) {
      while (this.#binding.hasJob() && !this.shouldStop()) {
        this.#continued = true;
        const thrown = this.#binding.runJobs(jobsAtOnce);
        if (thrown !== null) return thrown;
      }
      if (this.shouldStop()) return null;
      if (this.#rejections.any()) return this.#firstRejection();
      const next = this.#call("nextTimer");
      const dueMs = next.ok ? this.#binding.number(next.value) : -1;
      if (dueMs < 0) return null;
      const waitMs = Math.min(dueMs, this.#limits.timeMs) - this.#now();
      if (waitMs > 0) Atomics.wait(sleeper, 0, 0, waitMs);
      if (this.shouldStop()) return null;
      this.#continued = true;
      const fired = this.#call("fireTimer");
      if (!fired.ok) return fired.thrown;
    }
  }

  #firstRejection(): Handle {
    const promise = this.#rejections.first();
    const outcome = promise === null ? null : this.#binding.outcome(promise);
    return outcome && !outcome.ok ? outcome.thrown : this.#binding.newText("Promises were rejected.");
  }

  #fail(source: Source, thrown: Handle): Ending {
    const read = this.#call("readError", thrown);
    const text = read.ok ? this.#binding.text(read.value, maxErrorBytes) : "[null]";
    return { status: "failed", error: readGuestError(text, source) };
  }

  #call(name: keyof Prelude, ...args: Handle[]): Evaluated {
    return this.#binding.call(this.#image.prelude[name], ...args);
  }

  /** Answers the prelude, which passes texts and numbers only. */
  answer(id: number, args: number): Handle {
    const binding = this.#binding;
    const text = (index: number, maxBytes: number) => binding.text(binding.argument(args, index), maxBytes);
    switch (hostFunctions[id]) {
      case "emit":
        this.#emit(
          text(0, 100),
          text(1, this.#limits.outputBytes * maxWireRatio),
          binding.number(binding.argument(args, 2)),
          binding.number(binding.argument(args, 3)) === 1,
        );
        return 0;
      case "room":
        return binding.newNumber(this.#limits.outputBytes - this.#outputBytes);
      case "ask":
        return binding.newText(this.#bridge.ask(text(0, 100), text(1, maxQuestionBytes)));
      case "now":
        return binding.newNumber(this.#now());
      case "measure":
        return binding.newNumber(binding.byteLength(binding.argument(args, 0)));
    }
    throw new Error(`the prelude called a function that it was not given: ${id}`);
  }

  /** The run's clock: milliseconds since its start, to the microsecond. */
  #now(): number {
    return Math.round((performance.now() - this.#startedAt) * 1000) / 1000;
  }

  #emit(kind: string, wire: string, cost: number, over: boolean): void {
    if (this.#stopped) return;
    // The wire has primitives as they will be, and everything else shorter; the cost has it the other way round.
    this.#outputBytes += Math.max(Buffer.byteLength(wire), cost) + lineBytes;
    if (over || this.#outputBytes >= this.#limits.outputBytes) this.#stopped = "output";
    const atMs = Math.round(this.#now() * 100) / 100;
    this.#listener?.onOutput({ kind: kind as Line["kind"], atMs, wire });
  }
}

const pendingPromise: GuestError = {
  name: "PendingPromise",
  message: "The program waits for a promise that nothing can settle any more.",
  line: null,
  column: null,
  stack: null,
};
