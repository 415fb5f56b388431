import { formatValue } from "#lib/value";
import { explainMissing } from "./missing.ts";
import type { Source } from "./program.ts";
import type { GuestError } from "./run-result.ts";
import { readWire } from "./wire.ts";

/** The name of the program in the engine's stack traces. */
const frame = /^\s*at (.*?)\s*\(?program:(\d+):(\d+)\)?$/;
const nativeFrame = /^\s*at .*\(native\)$/;
const maxThrownChars = 2000;
/** The innermost ones; a stack overflow has thousands, all the same. */
const maxFrames = 30;

/** Reads what the prelude's `readError` wrote. Says the place in the program as it was written. */
export function readGuestError(text: string, source: Source): GuestError {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) throw new TypeError("an error of the guest is malformed");
  if (parts.length === 1) {
    const message = formatValue(readWire(JSON.stringify(parts[0])), { maxChars: maxThrownChars });
    return { name: "Uncaught", message, line: null, column: null, stack: null };
  }
  const [name, message, stack] = parts.map((part) => (part === null ? null : String(part)));
  return {
    name: name || "Error",
    message: explainMissing(name ?? "", message ?? ""),
    ...readStack(stack ?? null, source),
  };
}

/** Keeps the frames of the program and of the language; those of the prelude and of the wrapper are ours. */
function readStack(stack: string | null, source: Source): Pick<GuestError, "line" | "column" | "stack"> {
  let place: { line: number; column: number } | null = null;
  const frames: string[] = [];
  const lines = source.code.split(/\r\n|[\n\r\u2028\u2029]/);
  for (const entry of (stack ?? "").split("\n")) {
    const found = frame.exec(entry);
    if (found) {
      const line = Number(found[2]);
      const column = toUnits(lines[line - 1] ?? "", Number(found[3]));
      const written = { line: line - source.lineShift, column };
      if (written.line < 1) continue;
      place ??= written;
      const where = found[1] && found[1] !== "<eval>" ? found[1] : "<program>";
      frames.push(`at ${where} (${written.line}:${column})`);
    } else if (nativeFrame.test(entry)) frames.push(entry.trim());
  }
  return {
    line: place?.line ?? null,
    column: place?.column ?? null,
    stack: frames.length > 0 ? frames.slice(0, maxFrames).join("\n") : null,
  };
}

/** The engine counts columns in code points, everyone else in UTF-16 units. */
function toUnits(line: string, column: number): number {
  if (column > line.length + 1) return column;
  return (
    Array.from(line)
      .slice(0, column - 1)
      .join("").length + 1
  );
}
