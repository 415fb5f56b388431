import type { Sandbox } from "#lib/sandbox";

/** Whether a server can do its work. Holds names only: anybody may read it. */
export interface Health {
  /** True when nothing is `failing`. */
  ok: boolean;
  database: "ok" | "failing";
  /** `busy` when every worker had something else to do, which is no reason to end them. */
  sandbox: "ok" | "busy" | "failing";
  /** The demo needs no model. */
  model: "configured" | "demo" | "failing";
}

export interface HealthParts {
  /** Asks the database something that costs it nothing. */
  askDatabase: () => Promise<unknown>;
  sandbox: Pick<Sandbox, "prepare" | "run">;
  /** Whether what answers by default was written in advance. Nobody is called for it, since calls cost money. */
  isDemo: () => Promise<boolean>;
  /** In milliseconds, from any beginning. */
  now?: () => number;
  limits?: HealthLimits;
}

export interface HealthLimits {
  /** How long each part may take, in milliseconds: less than a load balancer waits. */
  answerMs: number;
  /** How long an answer is given again, in milliseconds: whoever asks more often costs nothing more. */
  sharedMs: number;
}

const defaultLimits: HealthLimits = { answerMs: 2_500, sharedMs: 2_000 };

/** Of a process that could not be made ready to serve at all. */
export const noHealth: Health = { ok: false, database: "failing", sandbox: "failing", model: "failing" };

/** A reader of one server's health. It looks once for all who ask meanwhile, and never rejects. */
export function createHealthReader(parts: HealthParts): () => Promise<Health> {
  const { now = () => performance.now(), limits = defaultLimits } = parts;
  const askOnce = alone(parts.askDatabase);
  let last: { at: number; health: Promise<Health> } | null = null;

  async function look(): Promise<Health> {
    const [database, sandbox, model] = await Promise.all([
      inTime(askOnce(), limits.answerMs),
      runProgram(parts.sandbox, limits.answerMs),
      parts.isDemo().then(
        (demo) => (demo ? "demo" : "configured"),
        () => "failing" as const,
      ),
    ]);
    return { ok: ![database, sandbox, model].includes("failing"), database, sandbox, model };
  }

  return () => {
    if (last === null || now() - last.at >= limits.sharedMs) {
      const health = look();
      // From its end on: looking may take longer than its outcome is shared.
      const entry = { at: Number.POSITIVE_INFINITY, health };
      last = entry;
      void health.then(() => {
        entry.at = now();
      });
    }
    return last.health;
  };
}

/** The same question while it has no answer: a database that hangs would otherwise be asked on one connection after another. */
function alone(ask: () => Promise<unknown>): () => Promise<unknown> {
  let asked: Promise<unknown> | null = null;
  return () => {
    asked ??= ask().finally(() => {
      asked = null;
    });
    return asked;
  };
}

/** Why it failed stands in the server's log, where whoever needed the database put it. */
async function inTime(asked: Promise<unknown>, ms: number): Promise<"ok" | "failing"> {
  const late = Promise.withResolvers<"failing">();
  const timer = setTimeout(() => late.resolve("failing"), ms);
  const answer = asked.then(
    () => "ok" as const,
    () => "failing" as const,
  );
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}

async function runProgram(sandbox: HealthParts["sandbox"], ms: number): Promise<Health["sandbox"]> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const onLate = new Promise<"late">((resolve) => {
    late.signal.addEventListener("abort", () => resolve("late"));
  });
  let started = false;
  const onStart = () => {
    started = true;
  };
  try {
    const read = await Promise.race([sandbox.prepare("1 + 1"), onLate]);
    // Programs are read one after the other, so the thread may be busy with somebody's long one.
    if (read === "late") return "busy";
    const ended = read.ok ? await sandbox.run(read.program, { signal: late.signal, onStart }) : read.result;
    if (ended.status === "completed") return ended.value === 2 ? "ok" : "failing";
    if (ended.status === "refused") return ended.reason === "busy" ? "busy" : "failing";
    return ended.status === "stopped" && !started ? "busy" : "failing";
  } finally {
    clearTimeout(timer);
  }
}
