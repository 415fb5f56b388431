import { describe, expect, it } from "vitest";
import { describeServer } from "./databases.fixture.ts";
import { makeFolder } from "./folder.fixture.ts";
import type { Orders } from "./open.fixture.ts";
import { startProcess } from "./process.fixture.ts";

/**
 * Starts a writer, waits for so many acknowledged rows and kills it in mid-write. Answers with the last row acknowledged and
 * what the writer had found at its start.
 */
async function writeUntilKilled(orders: Orders, rows: number): Promise<{ found: number; saved: number }> {
  const writer = startProcess(orders);
  const open = await writer.hear();
  if (open.said !== "open") throw new Error(JSON.stringify(open));
  // A row that was not acknowledged may be there; one before it that is missing never.
  expect(open.rows).toBe(open.last);
  let saved = open.last;
  for (let heard = 0; heard < rows; heard++) {
    const next = await writer.hear();
    if (next.said !== "saved") throw new Error(JSON.stringify(next));
    saved = next.row;
  }
  await writer.kill("SIGKILL");
  // What it said before it died, and was not heard yet, was acknowledged too.
  for (;;) {
    const next = await writer.hear().catch(() => null);
    if (next?.said !== "saved") return { found: open.last, saved };
    saved = next.row;
  }
}

async function loseNothing(orders: Orders, kills: number): Promise<void> {
  let saved = 0;
  for (let kill = 0; kill < kills; kill++) {
    const next = await writeUntilKilled(orders, 1 + ((kill * 13) % 31));
    expect(next.found).toBeGreaterThanOrEqual(saved);
    saved = next.saved;
  }
  const last = startProcess({ ...orders, task: "close" });
  const open = await last.hear();
  if (open.said !== "open") throw new Error(JSON.stringify(open));
  expect(open.last).toBeGreaterThanOrEqual(saved);
  expect(open.rows).toBe(open.last);
  expect(saved).toBeGreaterThan(kills);
}

describe("a process killed while it writes", () => {
  it("loses no acknowledged row of the embedded database, twenty times over, and the next one opens it", async () => {
    await loseNothing({ folder: await makeFolder(), task: "write" }, 20);
  }, 300_000);
});

describeServer("a process killed while it writes", (url) => {
  it("loses no acknowledged row", async () => {
    await loseNothing({ url: url(), task: "write" }, 3);
  });
});
