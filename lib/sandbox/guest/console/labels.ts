// biome-ignore-all lint/style/useTemplate: the engine calls the guest's `concat` for a template literal.
import * as js from "../intrinsics.ts";
import type { Line } from "./console.ts";

/** `count` and `time` and their kin: numbers kept under a label. The words are Node's. */
export function labelMethods(line: Line, now: () => number) {
  const counts = new js.SavedMap<string, number>();
  const starts = new js.SavedMap<string, number>();
  const timed = (label: string, method: string): string | null => {
    const start = js.mapGet(starts, label) as number | undefined;
    if (start !== undefined) return label + ": " + duration(now() - start);
    line("warn", ["No such label '" + label + "' for console." + method + "()"]);
    return null;
  };
  return {
    count(label: unknown = "default") {
      const name = js.toText(label);
      const count = ((js.mapGet(counts, name) as number | undefined) ?? 0) + 1;
      js.mapSet(counts, name, count);
      line("log", [name + ": " + count]);
    },
    countReset(label: unknown = "default") {
      const name = js.toText(label);
      if (!js.mapDelete(counts, name)) line("warn", ["Count for '" + name + "' does not exist"]);
    },
    time(label: unknown = "default") {
      const name = js.toText(label);
      if (js.mapGet(starts, name) !== undefined)
        line("warn", ["Label '" + name + "' already exists for console.time()"]);
      else js.mapSet(starts, name, now());
    },
    timeEnd(label: unknown = "default") {
      const name = js.toText(label);
      const text = timed(name, "timeEnd");
      js.mapDelete(starts, name);
      if (text !== null) line("log", [text]);
    },
    timeLog(label: unknown = "default", ...values: unknown[]) {
      const text = timed(js.toText(label), "timeLog");
      if (text === null) return;
      const words = js.createList<unknown>();
      words[0] = text;
      for (let i = 0; i < values.length; i++) words[i + 1] = values[i];
      line("log", words);
    },
  };
}

function duration(ms: number): string {
  return ms >= 1000 ? js.numberFixed(ms / 1000, 3) + "s" : +js.numberFixed(ms, 3) + "ms";
}
