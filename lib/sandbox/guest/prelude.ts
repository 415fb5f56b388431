// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { connectBridge } from "./bridge.ts";
import { connectMeasure, withBudget } from "./budget.ts";
import { type Emit, installConsole } from "./console/console.ts";
import { installIntl } from "./intl/intl.ts";
import * as js from "./intrinsics.ts";
import { toJson } from "./node.ts";
import { textOf } from "./scalar.ts";
import { writeRoot } from "./serialise.ts";
import { installTimers, type Timers } from "./timers/timers.ts";
import { installWeb } from "./web/web.ts";

/** What the host keeps of the prelude. No program can reach it. */
export interface Prelude {
  /** The value as wire text. */
  read(value: unknown, maxBytes: number): string;
  /** A thrown value as JSON text: `[name, message, stack]`, or `[value as wire]` if it is not an error. */
  readError(error: unknown): string;
  nextTimer: Timers["next"];
  fireTimer: Timers["fire"];
}

/** An error's own words, in UTF-16 units; more is cut. */
const maxErrorChars = 16_384;

/**
 * Gives the guest its globals, before any program runs. The arguments are functions of the host: they take and give
 * primitives only, and no program ever holds one. `now` is the run's clock, `room` the bytes of output that are left,
 * `measure` gives the bytes that a text of JSON takes.
 */
export default function install(
  emit: Emit,
  room: () => number,
  ask: (topic: string, question: string) => string,
  now: () => number,
  measure: (json: string) => number,
): Prelude {
  connectBridge(ask);
  connectMeasure(measure);
  installConsole(emit, room, now);
  const timers = installTimers(now);
  installWeb(now);
  installIntl();
  return { read, readError, nextTimer: timers.next, fireTimer: timers.fire };
}

function read(value: unknown, maxBytes: number): string {
  return toJson(withBudget(maxBytes, () => writeRoot(value)).wire);
}

function readError(error: unknown): string {
  const name = typeof error === "object" && error !== null ? textOf(error, "name") : null;
  const message = name === null ? null : textOf(error as object, "message");
  if (name === null || message === null) return "[" + read(error, 4096) + "]";
  const stack = textOf(error as object, "stack");
  return "[" + quote(name) + "," + quote(message) + "," + (stack === null ? "null" : quote(stack)) + "]";
}

function quote(text: string): string {
  return js.stringify(text.length > maxErrorChars ? js.slice(text, 0, maxErrorChars) + "…" : text);
}
