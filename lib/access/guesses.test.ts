import { beforeEach, describe, expect, it } from "vitest";
import { createCounters, createGuesses } from "#lib/access";
import { counters } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";

describeDatabases("guesses of a code", (database) => {
  let time = Date.UTC(2026, 0, 1, 10, 30);
  const create = () => createGuesses({ counters: createCounters(database().db), now: () => time });
  const home = "198.51.100.7";
  const isAllowed = ({ allowed }: { allowed: boolean }) => allowed;

  beforeEach(async () => {
    time = Date.UTC(2026, 0, 1, 10, 30);
    await database().db.delete(counters);
  });

  it("are ten an hour from one network, whatever comes at once", async () => {
    const guesses = await Promise.all(Array.from({ length: 50 }, () => create().begin(home)));
    expect(guesses.filter(isAllowed)).toHaveLength(10);
    expect(guesses.find((guess) => !guess.allowed)).toEqual({
      allowed: false,
      returnsAt: new Date(Date.UTC(2026, 0, 1, 11)),
    });
    expect(isAllowed(await create().begin("2001:db8::/64"))).toBe(true);
    time += 30 * 60_000;
    expect(isAllowed(await create().begin(home))).toBe(true);
  });

  it("are a hundred an hour from all together", async () => {
    const networks = Array.from({ length: 150 }, (_, at) => `198.51.100.${at}`);
    const guesses = await Promise.all(networks.map((network) => create().begin(network)));
    expect(guesses.filter(isAllowed)).toHaveLength(100);
  });

  it("from nowhere are one network's", async () => {
    const guesses = await Promise.all(Array.from({ length: 20 }, () => create().begin(null)));
    expect(guesses.filter(isAllowed)).toHaveLength(10);
  });

  describe("that were wrong", () => {
    it("wait longer each time, and never longer than can be waited for", async () => {
      const waits: number[] = [];
      for (let count = 0; count < 8; count++) {
        const guess = await create().begin(home);
        if (guess.allowed) waits.push(guess.waitMs);
      }
      expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000]);
      expect(await create().begin("203.0.113.9")).toMatchObject({ waitMs: 250 });
    });
  });

  describe("that were right", () => {
    it("are none, however many of one network come in", async () => {
      for (let count = 0; count < 120; count++) {
        const guess = await create().begin(home);
        if (!guess.allowed) throw new Error(`The ${count + 1}th was refused.`);
        expect(guess.waitMs).toBe(250);
        await guess.forgive();
      }
    });
  });
});

describe("guesses of a code", () => {
  it("are refused when nobody can count them", async () => {
    const away = async () => {
      throw new Error("The database is away.");
    };
    const guesses = createGuesses({ counters: { take: away, correct: away, readUsed: away, forget: away } });
    await expect(guesses.begin("198.51.100.7")).rejects.toThrow("The database is away.");
  });
});
