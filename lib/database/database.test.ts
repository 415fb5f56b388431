import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readDiskBytes, readRowBytes, settings } from "#lib/database";
import { describeDatabases } from "./databases.fixture.ts";

describeDatabases("an open database", (database) => {
  it("keeps what was written", async () => {
    await database().db.insert(settings).values({ name: "colour", value: "blue" });
    expect(await database().db.select().from(settings)).toEqual([{ name: "colour", value: "blue" }]);
  });

  it("says how much it keeps", async () => {
    const { db } = database();
    const before = { disk: await readDiskBytes(db), rows: await readRowBytes(db) };
    const values = Array.from({ length: 100 }, (_, index) => ({
      name: `big ${index}`,
      value: randomBytes(7_500).toString("base64"),
    }));
    await db.insert(settings).values(values);
    for (const added of [(await readDiskBytes(db)) - before.disk, (await readRowBytes(db)) - before.rows]) {
      expect(added).toBeGreaterThan(1_000_000);
      expect(added).toBeLessThan(2_000_000);
    }
    await db.delete(settings);
    expect(await readRowBytes(db)).toBeLessThanOrEqual(before.rows);
    expect(await readDiskBytes(db)).toBeGreaterThan(1_000_000);
  });
});
