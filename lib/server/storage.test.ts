import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { readDiskBytes, settings } from "#lib/database";
import { readStoredBytes } from "#lib/server";
import { describeDatabases } from "../database/databases.fixture.ts";

const mostBytes = 1_000_000;

describeDatabases("what is kept", (database) => {
  it("is nobody's once it was deleted, though its room on the disk is still taken", async () => {
    const { db } = database();
    expect(await readStoredBytes(db, mostBytes)).toBeLessThan(mostBytes);
    const values = Array.from({ length: 100 }, (_, index) => ({
      name: `big ${index}`,
      value: randomBytes(9_000).toString("base64"),
    }));
    await db.insert(settings).values(values);
    expect(await readStoredBytes(db, mostBytes)).toBeGreaterThan(mostBytes);
    await db.delete(settings);
    expect(await readDiskBytes(db)).toBeGreaterThan(mostBytes);
    expect(await readStoredBytes(db, mostBytes)).toBeLessThan(mostBytes);
  });
});
