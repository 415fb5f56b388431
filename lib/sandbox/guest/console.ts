import { hasRoom, withBudget } from "./budget.ts";
import { define } from "./define.ts";
import { Node, push, toJson } from "./node.ts";
import { writeRoot } from "./serialise.ts";

/** Hands on a line: what it is, and the values as text of JSON. `over` says that the budget cut it. */
export type Emit = (kind: string, wire: string, over: boolean) => void;

/** The JSON around one line: its kind, level and time. */
const lineBytes = 72;

/** Gives the guest its `console` and `display`. `room` says how many bytes of output the run may still use. */
export function installConsole(emit: Emit, room: () => number): void {
  const line = (kind: string, values: unknown[]): void => {
    const { wire, spent } = withBudget(room() - lineBytes, () => {
      const wires = new Node();
      for (let i = 0; i < values.length && hasRoom(); i++) push(wires, writeRoot(values[i]));
      return wires;
    });
    emit(kind, toJson(wire), spent);
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
