import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccess } from "#lib/access";
import { type Database, openDatabase } from "#lib/database";

let database: Database;
beforeAll(async () => {
  const report = (error: unknown) => {
    throw error;
  };
  database = await openDatabase({ url: undefined, folder: "memory", report });
});
afterAll(() => database.close());

const create = (secret?: string) => createAccess({ db: database.db, secret });

describe("an owner", () => {
  it("is read from the cookie that was made for them, and nobody else's", async () => {
    const access = await create();
    const one = access.createOwner();
    const two = access.createOwner();
    expect(access.readOwner(one.cookie)).toBe(one.owner);
    expect(access.readOwner(two.cookie)).toBe(two.owner);
    expect(one.owner).not.toBe(two.owner);
  });

  it("is known to every instance on the same database, also when they start together", async () => {
    const [one, two] = await Promise.all([create(), create()]);
    const { owner, cookie } = one.createOwner();
    expect(two.readOwner(cookie)).toBe(owner);
    expect((await create()).readOwner(cookie)).toBe(owner);
  });

  it("is known wherever the same secret is set, and not where another is", async () => {
    const { owner, cookie } = (await create("a secret of some length")).createOwner();
    expect((await create("a secret of some length")).readOwner(cookie)).toBe(owner);
    expect((await create("a secret of other length")).readOwner(cookie)).toBeNull();
    expect((await create()).readOwner(cookie)).toBeNull();
  });

  it("is not read from a cookie that we did not make", async () => {
    const access = await create();
    const { owner, cookie } = access.createOwner();
    const [, signature = "none"] = cookie.split(".");
    const forged = [
      undefined,
      "",
      ".",
      owner,
      `${owner}.`,
      cookie.slice(0, -1),
      `${cookie}A`,
      cookie.toUpperCase(),
      `${access.createOwner().owner}.${signature}`,
      `${owner}.${access.sign("export", owner)}`,
      `${owner}.${"é".repeat(43)}`,
      "x".repeat(1_000_000),
    ];
    expect(forged.map((value) => access.readOwner(value))).toEqual(forged.map(() => null));
  });
});

describe("a signature", () => {
  it("holds for its text and purpose alone", async () => {
    const access = await create();
    const signature = access.sign("export", "a chat");
    expect(access.verify("export", "a chat", signature)).toBe(true);
    expect(access.verify("export", "another chat", signature)).toBe(false);
    expect(access.verify("owner", "a chat", signature)).toBe(false);
    expect(access.verify("export", "a chat", "")).toBe(false);
  });
});
