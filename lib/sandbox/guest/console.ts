import { define } from "./define.ts";
import * as js from "./intrinsics.ts";
import { writeRoot } from "./serialise.ts";
import { add, createWriter, Node, type Writer } from "./writer.ts";

/** Hands on a line: what it is, and the values as text of JSON. `over` says that the budget cut it. */
export type Emit = (kind: string, wire: string, over: boolean) => void;

/** The JSON around one line: its kind, level and time. */
const lineBytes = 72;

/** Gives the guest its `console` and `display`. `room` says how many bytes of output the run may still use. */
export function installConsole(emit: Emit, room: () => number): void {
  const line = (kind: string, values: unknown[]): void => {
    const writer = createWriter(room() - lineBytes);
    const wires = new Node();
    for (let i = 0; i < values.length && !writer.cut; i++) {
      writer.left -= 1;
      add(wires, writeRoot(writer, values[i]));
    }
    emit(kind, js.stringify(wires), writer.cut && isSpent(writer));
  };
  const method = (level: string) =>
    ({
      [level](...values: unknown[]) {
        line(level, values);
      },
    })[level];
  define("console", {
    log: method("log"),
    info: method("info"),
    warn: method("warn"),
    error: method("error"),
    debug: method("debug"),
  });
  define(
    "display",
    {
      display(value: unknown) {
        line("display", [value]);
      },
    }.display,
  );
}

/** Depth can cut a value too; only a spent budget ends the run. */
function isSpent(writer: Writer): boolean {
  return writer.left <= 64;
}
