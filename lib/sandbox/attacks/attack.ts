import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Limits, type RunResult, type Sandbox } from "#lib/sandbox";
import { guestFingerprint } from "./guest-fingerprint.ts";
import { findLies } from "./honest-value.ts";
import { type HostWatch, watchHost } from "./host-watch.ts";

/** How a run must end, to the letter; several when an engine may truly choose. */
export type Ending =
  | { status: "completed"; value: unknown }
  | { status: "failed"; name: string; message: unknown }
  | { status: "stopped"; reason: "time" | "memory" | "output" };

export interface Attack {
  /** Names the attack, and the test. */
  name: string;
  program: string;
  ends: Ending | Ending[];
  /** What it printed: the values of each line and display. Not looked at where absent. */
  prints?: unknown[][];
}

export function completed(value: unknown): Ending {
  return { status: "completed", value };
}

/** `message` may be a matcher; any text where absent. */
export function failed(name: string, message: unknown = expect.any(String)): Ending {
  return { status: "failed", name, message };
}

export function stopped(reason: "time" | "memory" | "output"): Ending {
  return { status: "stopped", reason };
}

/** The guest's own stack overflow. */
export const overflown = failed("InternalError", "stack overflow");

const MiB = 2 ** 20;

/** Small enough to be crossed soon. A list of a million items fits, which takes 20 or 27 MiB as the image's heap happens to lie. */
const smallLimits: Partial<Limits> = {
  memoryBytes: 32 * MiB,
  outputBytes: 8192,
  valueBytes: 65_536,
  workers: 1,
};

/** A test for each; after each the host is looked at, and a next program runs on the same sandbox. */
export function attack(family: string, attacks: Attack[]): void {
  const mustTimeOut = ({ ends }: Attack) =>
    !Array.isArray(ends) && ends.status === "stopped" && ends.reason === "time";
  describe(family, () => {
    attackWithin(smallLimits, attacks, (one) => !mustTimeOut(one));
    // Time is short only where it must run out; elsewhere the machine may be slow.
    attackWithin({ ...smallLimits, timeMs: 250 }, attacks, mustTimeOut);
  });
}

function attackWithin(limits: Partial<Limits>, all: Attack[], belongs: (one: Attack) => boolean): void {
  const attacks = all.filter(belongs);
  if (attacks.length === 0) return;
  describe(limits.timeMs ? "until its time is up" : "", () => {
    let host: HostWatch;
    let sandbox: Sandbox;
    let fresh: unknown;
    beforeAll(async () => {
      host = watchHost();
      sandbox = createSandbox(limits);
      fresh = await readGuest(sandbox);
    });
    afterAll(async () => {
      await sandbox.close();
      host.end();
    });

    for (const { name, program, ends, prints } of attacks) {
      it(name, async () => {
        const result = await pass(program, sandbox);
        expect([ends].flat()).toContainEqual(tell(result, sandbox.limits));
        if (prints) expect(printed(result)).toEqual(prints);
        expectBounded(result, sandbox.limits);
        expect(host.findDamage()).toEqual([]);
        expect(await readGuest(sandbox)).toEqual(fresh);
      });
    }
  });
}

/** How an attack's program reaches the sandbox. */
export type Passage = (code: string, sandbox: Sandbox) => Promise<RunResult>;

let passage: Passage = run;

/** Has the attacks that follow go another way into the sandbox, such as a host's own. */
export function attackThrough(other: Passage): void {
  passage = other;
}

/** The way that was chosen last. */
export function pass(code: string, sandbox: Sandbox): Promise<RunResult> {
  return passage(code, sandbox);
}

async function run(code: string, sandbox: Sandbox): Promise<RunResult> {
  const prepared = await sandbox.prepare(code);
  return prepared.ok ? sandbox.run(prepared.program) : prepared.result;
}

/** What the next program finds. Where time is short a busy machine may need more than one try. */
async function readGuest(sandbox: Sandbox): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    const result = await run(guestFingerprint, sandbox);
    if (result.status === "completed") return result.value;
    if (tries === 20 || result.status !== "stopped" || result.reason !== "time") return result;
  }
}

/** What an `Ending` says; anything else as it is, for the message of a failed test. */
function tell(result: RunResult, limits: Limits): unknown {
  switch (result.status) {
    case "completed":
      return { status: result.status, value: result.value };
    case "failed":
      return { status: result.status, name: result.error.name, message: result.error.message };
    case "stopped": {
      const { status, reason, limit } = result;
      const crossed = {
        time: limits.timeMs,
        memory: limits.memoryBytes,
        output: limits.outputBytes,
        aborted: null,
      };
      return limit === crossed[reason] ? { status, reason } : result;
    }
    case "refused":
    case "crashed":
      return result;
  }
}

function printed(result: RunResult): unknown[][] {
  if (result.status === "refused") return [];
  return result.output.map((line) => (line.kind === "console" ? line.values : [line.value]));
}

/** What the words around a cut value take beyond its budget. */
const wordsBytes = 4096;

/** Plain JSON, of Values that say what they are, within the limits: whatever the guest did. */
function expectBounded(result: RunResult, limits: Limits): void {
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  if (result.status === "refused") return;
  expect(JSON.stringify(result.output).length).toBeLessThan(limits.outputBytes + wordsBytes);
  expect(
    result.output.flatMap((line) => (line.kind === "console" ? line.values : [line.value])).flatMap(findLies),
  ).toEqual([]);
  if (result.status === "completed") {
    expect(JSON.stringify(result.value).length).toBeLessThan(limits.valueBytes + wordsBytes);
    expect(findLies(result.value)).toEqual([]);
  }
  if (result.status === "failed") {
    expect(JSON.stringify(result.error).length).toBeLessThan(6 * 16_384 * 2 + wordsBytes);
    expect(result.error.line).not.toBe(0);
  }
  expect(result.cost.peakMemoryBytes).toBeLessThanOrEqual(limits.memoryBytes);
}
