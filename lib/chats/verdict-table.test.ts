import { eq, sql } from "drizzle-orm";
import { nanoid } from "nanoid";
import { describe, expect, it } from "vitest";
import { createVerdictTable } from "#lib/chats";
import { openDatabase, verdicts } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";

interface Verdict {
  verdict: string;
  shown: unknown;
}

describeDatabases("the table of verdicts", (database) => {
  const open = () => createVerdictTable<Verdict>({ db: database().db });
  const age = (key: string, days: number) =>
    database()
      .db.update(verdicts)
      .set({ savedAt: sql`now() - ${days} * interval '1 day'` })
      .where(eq(verdicts.key, key));

  it("gives back what was saved, to the letter, also to another instance", async () => {
    const key = nanoid();
    const verdict = { verdict: "safe", shown: ["a\0b\ud800", "1", -0, 1e21, null, {}] };
    await open().save(key, verdict);
    expect(JSON.stringify(await open().load(key))).toBe(JSON.stringify(verdict));
  });

  it("has nothing under a key that nobody saved", async () => {
    await open().save("key", { verdict: "safe", shown: null });
    for (const key of [nanoid(), "", "\0", "KEY", "key "]) expect(await open().load(key)).toBeNull();
  });

  it("keeps the last of several", async () => {
    const table = open();
    const key = nanoid();
    await table.save(key, { verdict: "safe", shown: 1 });
    await table.save(key, { verdict: "unsafe", shown: 2 });
    expect(await table.load(key)).toEqual({ verdict: "unsafe", shown: 2 });
    const all = Array.from({ length: 10 }, (_, at) => ({ verdict: "safe", shown: at }));
    await Promise.all(all.map((verdict) => table.save(key, verdict)));
    expect(all).toContainEqual(await table.load(key));
  });

  it("forgets what is older than eight days, and what is saved anew counts as new", async () => {
    const [old, young, renewed] = [nanoid(), nanoid(), nanoid()];
    const table = open();
    for (const key of [old, young, renewed]) await table.save(key, { verdict: "safe", shown: null });
    await age(old, 8.1);
    await age(young, 7.9);
    await age(renewed, 8.1);
    await table.save(renewed, { verdict: "unsafe", shown: null });
    for (let saves = 0; saves < 100; saves += 1) await table.save(nanoid(), { verdict: "safe", shown: null });
    expect(await table.load(old)).toBeNull();
    expect(await table.load(young)).not.toBeNull();
    expect(await table.load(renewed)).not.toBeNull();
  });
});

describe("the table of verdicts", () => {
  it("says so when the database cannot be reached", async () => {
    const gone = await openDatabase({ url: undefined, folder: "memory", report: () => {} });
    const table = createVerdictTable<Verdict>(gone);
    await gone.close();
    await expect(table.load("key")).rejects.toThrow();
    await expect(table.save("key", { verdict: "safe", shown: null })).rejects.toThrow();
  });
});
