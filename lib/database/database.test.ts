import { expect, it } from "vitest";
import { settings } from "#lib/database";
import { describeDatabases } from "./databases.fixture.ts";

describeDatabases("an open database", (database) => {
  it("keeps what was written", async () => {
    await database().db.insert(settings).values({ name: "colour", value: "blue" });
    expect(await database().db.select().from(settings)).toEqual([{ name: "colour", value: "blue" }]);
  });
});
