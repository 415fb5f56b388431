// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "./intrinsics.ts";
import { writeRoot } from "./serialise.ts";
import { createWriter, textOf, type Writer } from "./writer.ts";

/** Functions of the host. They take and give primitives only, and no program ever holds one. */
export interface Host {
  /** Hands on a line: what it is, and the values as text of JSON. `over` says that the budget cut it. */
  emit(kind: string, wire: string, over: boolean): void;
  /** Bytes of output this run may still use. */
  room(): number;
}

/** What the host keeps of the prelude. No program can reach it. */
export interface Prelude {
  /** The value as wire text. */
  read(value: unknown, maxBytes: number): string;
  /** A thrown value as JSON text: `[name, message, stack]`, or `[value as wire]` if it is not an error. */
  readError(error: unknown): string;
}

/** An error's own words, in UTF-16 units; more is cut. */
const maxErrorChars = 16_384;

/** The JSON around one line: its kind, level and time. */
const lineBytes = 72;

/** Gives the guest its `console` and `display`, before any program runs. */
export default function install(emit: Host["emit"], room: Host["room"]): Prelude {
  const line = (kind: string, values: unknown[]): void => {
    const left = room() - lineBytes;
    const writer = createWriter(left);
    writer.text = "[";
    for (let i = 0; i < values.length; i++) {
      if (i > 0) writer.text += ",";
      writer.left -= 1;
      writeRoot(writer, values[i]);
      if (writer.cut) break;
    }
    emit(kind, writer.text + "]", writer.cut && isSpent(writer));
  };
  const method = (level: string) =>
    ({
      [level](...values: unknown[]) {
        line(level, values);
      },
    })[level];
  const console = {
    log: method("log"),
    info: method("info"),
    warn: method("warn"),
    error: method("error"),
    debug: method("debug"),
  };
  define("console", console);
  define(
    "display",
    {
      display(value: unknown) {
        line("display", [value]);
      },
    }.display,
  );
  return { read, readError };
}

/** Depth can cut a value too; only a spent budget ends the run. */
function isSpent(writer: Writer): boolean {
  return writer.left <= 64;
}

function define(name: string, value: unknown): void {
  js.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
}

function read(value: unknown, maxBytes: number): string {
  const writer = createWriter(maxBytes);
  writeRoot(writer, value);
  return writer.text;
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
