import { needFunction } from "../arguments.ts";
import { define } from "../define.ts";
import * as js from "../intrinsics.ts";
import { createHandles } from "./handles.ts";
import { createLoop, type ImmediateTask, type TimerTask } from "./loop.ts";

/** The guest's timers, as the host drives them. Times are on the run's own clock, in milliseconds from its start. */
export interface Timers {
  /** When the next function is due; 0 if it is, -1 when there is none to wait for. */
  next(): number;
  /** Calls that function if it is due, else does nothing. Throws what it throws. */
  fire(): void;
}

/** A longer delay is one millisecond, as in Node. */
const maxDelayMs = 2 ** 31 - 1;

const noArguments: unknown[] = js.createList();

/** Gives the guest `setTimeout` and its kin, with the order and the objects that Node has. `now` is the run's clock. */
export function installTimers(now: () => number): Timers {
  const loop = createLoop(now);
  const handles = createHandles(loop);
  const set = (run: unknown, delay: unknown, args: unknown[], repeats: boolean): object => {
    needFunction(run, "callback");
    const ms = js.toNumber(delay);
    // Every field is its own from the start: the engine keeps one shape for all, and no prototype is asked.
    const task: TimerTask = {
      isTimer: true,
      run: run as () => void,
      args: args.length > 0 ? args : noArguments,
      handle: null,
      held: true,
      ms: ms >= 1 && ms <= maxDelayMs ? js.trunc(ms) : 1,
      repeats,
      cleared: false,
      number: 0,
      due: 0,
      wake: 0,
      sequence: 0,
      place: -1,
    };
    const handle = handles.createTimeout(task);
    task.handle = handle;
    loop.arm(task);
    return handle;
  };
  const clear = (value: unknown): void => {
    const task = handles.timerOf(value);
    if (!task) return;
    task.cleared = true;
    loop.disarm(task);
  };
  const functions = {
    // Two arguments each, as their lengths say in Node.
    setTimeout: (run: unknown, delay: unknown, ...args: unknown[]) => set(run, delay, args, false),
    setInterval: (run: unknown, delay: unknown, ...args: unknown[]) => set(run, delay, args, true),
    setImmediate(run: unknown, ...args: unknown[]) {
      needFunction(run, "callback");
      const task: ImmediateTask = {
        isTimer: false,
        run: run as () => void,
        args: args.length > 0 ? args : noArguments,
        handle: null,
        held: true,
        before: null,
        after: null,
        waits: false,
      };
      const handle = handles.createImmediate(task);
      task.handle = handle;
      loop.add(task);
      return handle;
    },
    clearTimeout: (timer: unknown) => clear(timer),
    clearInterval: (timer: unknown) => clear(timer),
    clearImmediate(immediate: unknown) {
      const task = handles.immediateOf(immediate);
      if (task) loop.remove(task);
    },
    queueMicrotask: createQueueMicrotask(),
  };
  const names = js.objectKeys(functions) as (keyof typeof functions)[];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as keyof typeof functions;
    define(name, functions[name]);
  }
  return { next: loop.next, fire: loop.fire };
}

function createQueueMicrotask() {
  const settled = new js.SavedPromise<void>((resolve) => resolve());
  // Without a constructor the engine makes the next promise from its own, whatever a program did to `Promise`.
  js.defineProperty(settled, "constructor", { value: undefined });
  return (callback: unknown): void => {
    needFunction(callback, "callback");
    js.promiseThen(settled, () => {
      js.apply(callback as () => void, undefined, []);
    });
  };
}
