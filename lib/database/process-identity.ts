import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process, told apart from a later one that got its number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in ticks since its machine did; null where the system does not tell. */
  started: string | null;
  /** Within which its number means something: a machine between two of its starts, or a container. */
  place: string;
}

/** What the kernel says in a file or a link of its own; null where there is none, or we may not look. */
function tell(read: () => string): string | null {
  try {
    return read().trim();
  } catch {
    return null;
  }
}

function readStat(pid: number): { state: string; started: string } | null {
  const stat = tell(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The second field is the program's name, in brackets, and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields?.[0], fields?.[19]];
  return state && started ? { state, started } : null;
}

export function readOwnIdentity(): ProcessIdentity {
  const place = [
    hostname(),
    tell(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    tell(() => readlinkSync("/proc/self/ns/pid")),
  ];
  return {
    pid: process.pid,
    started: readStat(process.pid)?.started ?? null,
    place: place.filter((part) => part !== null).join(" "),
  };
}

/** "unknown" of a process in another place, or where the system does not tell processes apart. */
export function findProcess({ pid, started, place }: ProcessIdentity): "alive" | "gone" | "unknown" {
  if (place !== readOwnIdentity().place) return "unknown";
  if (!hasProcess(pid)) return "gone";
  const stat = readStat(pid);
  if (stat === null || started === null) return "unknown";
  // A zombie has ended and waits for its parent to hear of it.
  return stat.started === started && stat.state !== "Z" && stat.state !== "X" ? "alive" : "gone";
}

function hasProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
