// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import { hasRoom, withBudget } from "../budget.ts";
import { define, tag } from "../define.ts";
import * as js from "../intrinsics.ts";
import { Node, push, toJson } from "../node.ts";
import { writeRoot } from "../serialise.ts";
import { programStack } from "../stack.ts";
import { substitute } from "./format.ts";
import { createIndent } from "./indent.ts";
import { labelMethods } from "./labels.ts";
import { selectColumns } from "./table.ts";

/**
 * Hands on a line: what it is, the values as text of JSON, and about how many bytes they take as Values. `over` says that the
 * budget cut it.
 */
export type Emit = (kind: string, wire: string, cost: number, over: boolean) => void;

/** Prints one line of values. */
export type Line = (kind: string, values: unknown[]) => void;

/** The JSON around one line: its kind, level and time. */
const lineBytes = 72;

/**
 * Gives the guest its `console` and `display`. `room` says how many bytes of output the run may still use, `now` is the
 * run's clock. A line is values, kept as they are; what has only words in Node (`count`, `time`, `trace`) is text.
 */
export function installConsole(emit: Emit, room: () => number, now: () => number): void {
  const print: Line = (kind, values) => {
    const { wire, cost, spent } = withBudget(room() - lineBytes, () => {
      const wires = new Node();
      for (let i = 0; i < values.length && hasRoom(); i++) push(wires, writeRoot(values[i]));
      return wires;
    });
    emit(kind, toJson(wire), cost, spent);
  };
  const indent = createIndent();
  const line: Line = (kind, values) => print(kind, indent.apply(values));
  const methods = { ...lineMethods(line), ...labelMethods(line, now), ...groupMethods(line, indent) };
  tag(methods, "console");
  define("console", methods);
  define(
    "display",
    {
      display(value: unknown) {
        print("display", [value]);
      },
    }.display,
  );
}

function lineMethods(line: Line) {
  return {
    log(...values: unknown[]) {
      line("log", substitute(values));
    },
    info(...values: unknown[]) {
      line("info", substitute(values));
    },
    debug(...values: unknown[]) {
      line("debug", substitute(values));
    },
    warn(...values: unknown[]) {
      line("warn", substitute(values));
    },
    error(...values: unknown[]) {
      line("error", substitute(values));
    },
    dir(...values: unknown[]) {
      line("log", [values.length > 0 ? values[0] : undefined]);
    },
    /** There is no screen to clear; Node does nothing either when it prints to a file. */
    clear() {},
    dirxml(...values: unknown[]) {
      line("log", substitute(values));
    },
    table(...values: unknown[]) {
      if (values.length < 2) line("log", values);
      else line("log", [selectColumns(values[0], values[1])]);
    },
    assert(...values: unknown[]) {
      if (values.length > 0 && values[0]) return;
      const first = values.length > 1 ? values[1] : undefined;
      const says = typeof first === "string";
      const words = js.createList<unknown>();
      words[0] = says ? "Assertion failed: " + first : "Assertion failed";
      for (let i = says ? 2 : 1; i < values.length; i++) words[words.length] = values[i];
      line("error", substitute(words));
    },
    trace(...values: unknown[]) {
      const message = substitute(values);
      const words = js.createList<unknown>();
      words[0] = message.length === 0 ? "Trace" : "Trace:";
      for (let i = 0; i < message.length; i++) {
        if (i === 0 && typeof message[0] === "string") words[0] = "Trace: " + message[0];
        else words[words.length] = message[i];
      }
      const frames = "\n" + js.slice(programStack(), 0, -1);
      if (words.length === 1) words[0] = words[0] + frames;
      else words[words.length] = frames;
      line("error", words);
    },
  };
}

function groupMethods(line: Line, indent: ReturnType<typeof createIndent>) {
  const open = (labels: unknown[]): void => {
    if (labels.length > 0) line("log", substitute(labels));
    indent.deeper();
  };
  return {
    group(...labels: unknown[]) {
      open(labels);
    },
    groupCollapsed(...labels: unknown[]) {
      open(labels);
    },
    groupEnd() {
      indent.back();
    },
  };
}
