import { formatValue } from "#lib/value";
import { explainMissing } from "./missing.ts";
import type { Source } from "./program.ts";
import type { GuestError } from "./run-result.ts";
import { readStack } from "./stack.ts";
import { readWire } from "./wire.ts";

const maxThrownChars = 2000;

/** Reads what the prelude's `readError` wrote. Says the place in the program as it was written. */
export function readGuestError(text: string, source: Source): GuestError {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) throw new TypeError("an error of the guest is malformed");
  if (parts.length === 1) {
    const thrown = readWire(JSON.stringify(parts[0]), source);
    const message = formatValue(thrown, { maxChars: maxThrownChars });
    return { name: "Uncaught", message, line: null, column: null, stack: null };
  }
  const [name, message, stack] = parts.map((part) => (part === null ? null : String(part)));
  return {
    name: name || "Error",
    message: explainMissing(name ?? "", message ?? ""),
    ...readStack(stack ?? null, source),
  };
}
