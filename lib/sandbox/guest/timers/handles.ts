import { nameFunction, tag } from "../define.ts";
import * as js from "../intrinsics.ts";
import type { ImmediateTask, Loop, TimerTask } from "./loop.ts";

/** What a program holds of its timers: objects, as in Node. */
export interface Handles {
  createTimeout(task: TimerTask): object;
  createImmediate(task: ImmediateTask): object;
  /** The timer behind a handle, or behind the number that a handle turned into. */
  timerOf(value: unknown): TimerTask | undefined;
  immediateOf(value: unknown): ImmediateTask | undefined;
}

export function createHandles(loop: Loop): Handles {
  const byNumber = new js.SavedMap<number, TimerTask>();
  let numbered = 0;
  let made: TimerTask | ImmediateTask | null = null;
  const take = <Task extends TimerTask | ImmediateTask>(): Task => {
    if (!made) throw new js.SavedTypeError("Illegal constructor");
    const task = made as Task;
    made = null;
    return task;
  };

  let timerOf: (value: object) => TimerTask | undefined;
  let immediateOf: (value: object) => ImmediateTask | undefined;

  class Timeout {
    readonly #task: TimerTask = take<TimerTask>();
    static {
      timerOf = (value) => (#task in value ? value.#task : undefined);
    }
    ref() {
      loop.hold(this.#task, true);
      return this;
    }
    unref() {
      loop.hold(this.#task, false);
      return this;
    }
    hasRef() {
      return this.#task.held;
    }
    refresh() {
      if (this.#task.cleared) return this;
      loop.disarm(this.#task);
      loop.arm(this.#task);
      return this;
    }
    close() {
      clear(this.#task);
      return this;
    }
    [Symbol.toPrimitive]() {
      if (this.#task.number === 0) {
        this.#task.number = ++numbered;
        js.mapSet(byNumber, numbered, this.#task);
      }
      return this.#task.number;
    }
  }

  class Immediate {
    readonly #task: ImmediateTask = take<ImmediateTask>();
    static {
      immediateOf = (value) => (#task in value ? value.#task : undefined);
    }
    ref() {
      loop.hold(this.#task, true);
      return this;
    }
    unref() {
      loop.hold(this.#task, false);
      return this;
    }
    hasRef() {
      return this.#task.held;
    }
  }

  const clear = (task: TimerTask): void => {
    task.cleared = true;
    loop.disarm(task);
  };
  nameFunction(Timeout, "Timeout");
  nameFunction(Immediate, "Immediate");
  tag(Timeout.prototype, "Timeout");
  tag(Immediate.prototype, "Immediate");
  return {
    createTimeout(task) {
      made = task;
      return new Timeout();
    },
    createImmediate(task) {
      made = task;
      return new Immediate();
    },
    timerOf(value) {
      if (typeof value === "object" && value !== null) return timerOf(value);
      if (typeof value !== "number" && typeof value !== "string") return undefined;
      return js.mapGet(byNumber, js.toNumber(value)) as TimerTask | undefined;
    },
    immediateOf: (value) => (typeof value === "object" && value !== null ? immediateOf(value) : undefined),
  };
}
