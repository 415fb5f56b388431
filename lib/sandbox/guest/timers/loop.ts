import * as js from "../intrinsics.ts";
import { createHeap, type Timer } from "./heap.ts";
import { createQueue, type Link } from "./queue.ts";

/** A function that will be called later. */
interface Task {
  run: () => void;
  args: unknown[];
  /** What the program holds of it, and the function's `this`. */
  handle: object | null;
  /** Whether the run waits for it. */
  held: boolean;
}

export interface TimerTask extends Task, Timer {
  isTimer: true;
  ms: number;
  repeats: boolean;
  cleared: boolean;
  /** What its handle turned into where a number was wanted; 0 before. */
  number: number;
}

export interface ImmediateTask extends Task, Link<ImmediateTask> {
  isTimer: false;
}

/**
 * Who is next, in the order that Node has: in turns, in each first the timers that were due when it began, then the immediates
 * that were there when they began. The host asks `next` and calls `fire`.
 */
export interface Loop {
  arm(timer: TimerTask): void;
  disarm(timer: TimerTask): void;
  add(immediate: ImmediateTask): void;
  remove(immediate: ImmediateTask): void;
  /** Says whether the run waits for it. */
  hold(task: TimerTask | ImmediateTask, held: boolean): void;
  next(): number;
  fire(): void;
}

/**
 * What is set within as many milliseconds counts as set at once, so that the order of two timers is that of their delays
 * and not of how fast the machine was just then. None fires early for it.
 */
const atOnceMs = 5;

export function createLoop(now: () => number): Loop {
  const timers = createHeap<TimerTask>();
  const immediates = createQueue<ImmediateTask>();
  /** How many waiting tasks the run waits for. */
  let held = 0;
  let armed = 0;
  /** When what is set now was set, for its order. */
  let moment = 0;
  /** The timers of this turn: due until then, and armed before the turn began. None before the program's first wait. */
  let horizon = -1;
  let armedBefore = 0;
  /** The last immediate of this turn; null while it is the timers' part. */
  let lastImmediate: ImmediateTask | null = null;

  const beginTurn = (until: number): void => {
    horizon = until;
    armedBefore = armed;
  };
  const arm = (timer: TimerTask, at: number): void => {
    if (js.floor(at) - moment >= atOnceMs) moment = js.floor(at);
    timer.due = moment + timer.ms;
    timer.wake = at + timer.ms;
    timer.sequence = ++armed;
    timers.add(timer);
    if (timer.held) held++;
  };
  const disarm = (timer: TimerTask): void => {
    if (timer.place < 0) return;
    timers.remove(timer);
    if (timer.held) held--;
  };
  const remove = (immediate: ImmediateTask): void => {
    if (!immediate.waits) return;
    if (immediate === lastImmediate) lastImmediate = immediate.before;
    immediates.remove(immediate);
    if (immediate.held) held--;
  };
  /** A timer that is set for at once comes before an immediate of the main program, as it mostly does in Node. */
  const beginFirst = (): void => {
    if (horizon < 0) beginTurn(js.max(js.floor(now()), moment + 1));
  };
  const nextImmediate = (): ImmediateTask | null => {
    const timer = timers.first();
    const isTimersPart = !lastImmediate && timer && timer.due <= horizon && timer.sequence <= armedBefore;
    return isTimersPart ? null : immediates.first();
  };
  const fireTimer = (timer: TimerTask): void => {
    const at = now();
    moment = js.floor(at);
    if (timer.due > horizon || timer.sequence > armedBefore) beginTurn(moment);
    disarm(timer);
    try {
      js.apply(timer.run, timer.handle, timer.args);
    } finally {
      if (timer.repeats && !timer.cleared && timer.place < 0) {
        moment = js.floor(at);
        arm(timer, at);
      }
    }
  };
  const fireImmediate = (immediate: ImmediateTask): void => {
    lastImmediate ??= immediates.last();
    const isLast = immediate === lastImmediate;
    remove(immediate);
    moment = js.floor(now());
    try {
      js.apply(immediate.run, immediate.handle, immediate.args);
    } finally {
      if (isLast || !lastImmediate) {
        lastImmediate = null;
        beginTurn(js.floor(now()));
      }
    }
  };

  return {
    arm: (timer) => arm(timer, now()),
    disarm,
    add(immediate) {
      immediates.add(immediate);
      if (immediate.held) held++;
    },
    remove,
    hold(task, isHeld) {
      const waits = task.isTimer ? task.place >= 0 : task.waits;
      if (waits && task.held !== isHeld) held += isHeld ? 1 : -1;
      task.held = isHeld;
    },
    next() {
      if (held === 0) return -1;
      beginFirst();
      return nextImmediate() ? 0 : (timers.first()?.wake ?? -1);
    },
    fire() {
      if (held === 0) return;
      beginFirst();
      const immediate = nextImmediate();
      if (immediate) return fireImmediate(immediate);
      const timer = timers.first();
      if (timer && timer.wake <= now()) fireTimer(timer);
    },
  };
}
