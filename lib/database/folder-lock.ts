import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf, DatabaseError } from "./errors.ts";
import { findProcess, type ProcessIdentity, readOwnIdentity } from "./process-identity.ts";

/** Who has a folder, as its lock file says. */
export interface Owner extends ProcessIdentity {
  host: string;
  /** In ISO 8601. */
  since: string;
  /** Of this one lock: no other, of this process or any, ever had it. */
  token: string;
}

export interface FolderLock {
  release(): void;
}

/** How often an owner touches its lock. */
const beatMs = 1_000;
/** An owner that nobody here can look up is gone when it has not touched its lock for so long. */
const silentMs = 5_000;

/** The folder is somebody else's at the moment. */
export class FolderInUseError extends DatabaseError {
  readonly owner: Owner;

  constructor(folder: string, owner: Owner) {
    const ours = owner.pid === process.pid && owner.place === readOwnIdentity().place;
    const where = owner.host === hostname() ? "" : ` on ${owner.host}`;
    super(
      "in-use",
      `The database in ${folder} is open in ${ours ? "this very process" : `process ${owner.pid}${where}`}, since ${owner.since}. ` +
        "Opened twice, each would lose what the other saves, so nothing was opened or changed. " +
        `${ours ? "Open it once in each process" : `Stop that process first (\`kill ${owner.pid}\`${where})`}, choose another folder, ` +
        "or set DATABASE_URL to a PostgreSQL server, which several processes can share.",
    );
    this.name = "FolderInUseError";
    this.owner = owner;
  }
}

interface Watch {
  /** The lock was removed, or is another process's: this one must not write there any more. */
  onLost: (error: DatabaseError) => void;
  /** Hears when the lock could not be looked at, once in a row. */
  report: (error: unknown) => void;
}

/**
 * Takes a folder, which is made where there is none, for this process and once only. It is free again with `release`, at the
 * process's end, and when the process is gone without either. Rejects with a FolderInUseError, or the system's error.
 */
export async function lockFolder(folder: string, { onLost, report }: Watch): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "lock");
  const owner: Owner = {
    ...readOwnIdentity(),
    host: hostname(),
    since: new Date().toISOString(),
    token: randomUUID(),
  };
  await take(path, owner, folder);

  const isOurs = () => readOwner(path)?.token === owner.token;
  let isSeen = true;
  const beat = setInterval(() => {
    try {
      if (isOurs()) {
        utimesSync(path, new Date(), new Date());
        isSeen = true;
        return;
      }
    } catch (error) {
      // Nothing is known of whose it is; the next look may tell.
      if (isSeen) report(error);
      isSeen = false;
      return;
    }
    clearInterval(beat);
    onLost(
      new DatabaseError(
        "in-use",
        `The lock of ${folder} was removed, or taken by another process while this one was held up. This one writes nothing there ` +
          "any more, since each would lose what the other saves. Start it again when the other has ended.",
      ),
    );
  }, beatMs).unref();
  const release = () => {
    clearInterval(beat);
    process.off("exit", release);
    if (isOurs()) rmSync(path, { force: true });
  };
  process.on("exit", release);
  return { release };
}

/** Puts the owner's file where there is none, or only that of a process that is gone. */
async function take(path: string, owner: Owner, folder: string): Promise<void> {
  // Written aside and linked, so that nobody ever reads half of it.
  const aside = `${path}.${randomUUID()}`;
  writeFileSync(aside, JSON.stringify(owner));
  try {
    for (;;) {
      if (link(aside, path)) return;
      const other = readOwner(path);
      if (other === null) continue;
      if (await isAlive(path, other)) throw new FolderInUseError(folder, other);
      if (await replace(path, other, aside, owner, folder)) return;
    }
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Puts a file in the place of a lock whose owner is gone. Whoever does so first takes that lock's own lock: without it, one
 * that looked before the other's takeover and acts after it would remove a fresh lock. False when it is another's by now.
 */
async function replace(
  path: string,
  gone: Owner,
  aside: string,
  owner: Owner,
  folder: string,
): Promise<boolean> {
  const guard = `${path}.${gone.token}`;
  await take(guard, owner, folder);
  try {
    if (readOwner(path)?.token !== gone.token) return false;
    renameSync(aside, path);
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

/** False when there is such a file already. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Null where there is no lock. */
function readOwner(path: string): Owner | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
  return parseOwner(text) ?? nobody;
}

/** What is left of a lock when the power fails before its text is on the disk. */
const nobody: Owner = { pid: 0, started: null, place: "", host: "", since: "", token: "unreadable" };

function parseOwner(text: string): Owner | null {
  try {
    const owner = JSON.parse(text);
    return typeof owner?.token === "string" && typeof owner.pid === "number" ? owner : null;
  } catch {
    return null;
  }
}

async function isAlive(path: string, owner: Owner): Promise<boolean> {
  const found = findProcess(owner);
  if (found !== "unknown") return found === "alive";
  const touched = readTouched(path);
  for (let waitedMs = 0; waitedMs < silentMs; waitedMs += beatMs / 4) {
    await delay(beatMs / 4);
    const now = readTouched(path);
    if (now !== touched) return now !== undefined;
  }
  return false;
}

/** Undefined where there is no lock. */
function readTouched(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
