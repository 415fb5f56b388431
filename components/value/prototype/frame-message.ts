export type Level = "debug" | "log" | "info" | "warn" | "error";

/** What a document in a frame says of itself. It may lie, and no more than that. */
export type FrameMessage =
  | { kind: "begun" }
  /** In CSS pixels. */
  | { kind: "height"; height: number }
  | { kind: "line"; level: Level; text: string };

export interface FrameLine {
  level: Level;
  text: string;
}

/** What is kept of a document's console: lines, and UTF-16 units of each. */
export const maxLines = 200;
const maxLineChars = 2_000;

const levels: readonly unknown[] = ["debug", "log", "info", "warn", "error"] satisfies Level[];

/** Reads a message from a frame; null for what is none, or wants to be more than it may. */
export function readFrameMessage(data: unknown): FrameMessage | null {
  const message = readKey(data, "workings");
  const kind = readKey(message, "kind");
  if (kind === "begun") return { kind };
  if (kind === "height") {
    const height = readKey(message, "height");
    return typeof height === "number" && height >= 0 && Number.isFinite(height) ? { kind, height } : null;
  }
  if (kind !== "line") return null;
  const [level, text] = [readKey(message, "level"), readKey(message, "text")];
  if (typeof text !== "string" || !levels.includes(level)) return null;
  return { kind, level: level as Level, text: text.slice(0, maxLineChars).toWellFormed() };
}

function readKey(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
