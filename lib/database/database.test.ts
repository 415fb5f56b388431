import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readStoredBytes, settings } from "#lib/database";
import { describeDatabases } from "./databases.fixture.ts";

describeDatabases("an open database", (database) => {
  it("keeps what was written", async () => {
    await database().db.insert(settings).values({ name: "colour", value: "blue" });
    expect(await database().db.select().from(settings)).toEqual([{ name: "colour", value: "blue" }]);
  });

  it("says how much it keeps", async () => {
    const { db } = database();
    const before = await readStoredBytes(db);
    const values = Array.from({ length: 100 }, (_, index) => ({
      name: `big ${index}`,
      value: randomBytes(7_500).toString("base64"),
    }));
    await db.insert(settings).values(values);
    const added = (await readStoredBytes(db)) - before;
    expect(added).toBeGreaterThan(1_000_000);
    expect(added).toBeLessThan(2_000_000);
  });
});
