import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Access, createAccess } from "#lib/access";
import { type Database, openDatabase, settings } from "#lib/database";

let database: Database;
let access: Access;

const secret = "0123456789abcdef0123456789abcdef";

beforeAll(async () => {
  database = await openDatabase({
    url: undefined,
    folder: "memory",
    report: (error) => {
      throw error;
    },
  });
  // The first open of a database takes its time on a machine that has much else to do.
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  await database.db.delete(settings);
  access = await createAccess({ db: database.db, secret: undefined });
});

describe("an owner", () => {
  it("is known again by the cookie", () => {
    const { owner, cookie } = access.createOwner();
    expect(access.readOwner(cookie)).toBe(owner);
  });

  it("is somebody new each time, named by 128 bits in letters and digits", () => {
    const owners = new Set(Array.from({ length: 1_000 }, () => access.createOwner().owner));
    expect(owners.size).toBe(1_000);
    for (const owner of owners) expect(owner).toMatch(/^[a-z0-9]{32}$/);
  });

  it("is known to every instance on one database, also to those that started at once", async () => {
    await database.db.delete(settings);
    const start = () => createAccess({ db: database.db, secret: undefined });
    const [first, second, third] = await Promise.all([start(), start(), start()]);
    const { owner, cookie } = first.createOwner();
    expect([second, third, await start()].map((other) => other.readOwner(cookie))).toEqual([
      owner,
      owner,
      owner,
    ]);
    expect(await database.db.select().from(settings)).toHaveLength(1);
  });

  it("is known to every instance that is given the same secret, which the database never sees", async () => {
    await database.db.delete(settings);
    const [first, second] = await Promise.all([
      createAccess({ db: database.db, secret }),
      createAccess({ db: database.db, secret }),
    ]);
    const { owner, cookie } = first.createOwner();
    expect(second.readOwner(cookie)).toBe(owner);
    expect(await database.db.select().from(settings)).toEqual([]);
  });

  it("is nobody once the secret is another", async () => {
    const { cookie } = access.createOwner();
    const rotated = await createAccess({ db: database.db, secret });
    expect(rotated.readOwner(cookie)).toBeNull();
    expect(access.readOwner(rotated.createOwner().cookie)).toBeNull();
  });

  it("has a cookie that scripts cannot read, other sites cannot send, and that lasts 400 days", () => {
    expect(access.cookie).toEqual({
      name: "workings-owner",
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      maxAge: 34_560_000,
    });
  });
});

describe("a cookie that was not made here", () => {
  it.each<[string, (cookie: string, other: string) => string | undefined]>([
    ["is missing", () => undefined],
    ["is empty", () => ""],
    ["has no signature", (cookie) => cookie.slice(0, 32)],
    ["has an empty signature", (cookie) => cookie.slice(0, 33)],
    ["has another owner's signature", (cookie, other) => cookie.slice(0, 33) + other.slice(33)],
    ["has another owner", (cookie) => (cookie.startsWith("0") ? "1" : "0") + cookie.slice(1)],
    ["lost its last character", (cookie) => cookie.slice(0, -1)],
    ["has one more character", (cookie) => `${cookie}A`],
    ["has another last character", (cookie) => cookie.slice(0, -1) + next(cookie.at(-1))],
    ["has a line after it", (cookie) => `${cookie}\n`],
    ["has a space before it", (cookie) => ` ${cookie}`],
    ["is in upper case", (cookie) => cookie.toUpperCase()],
    ["has an owner that is a path", (cookie) => `../../etc/passwd${cookie.slice(16)}`],
    ["is signed with characters of several bytes", (cookie) => cookie.slice(0, 33) + "é".repeat(43)],
    ["is signed with nothing but zeros", (cookie) => cookie.slice(0, 33) + "A".repeat(43)],
    ["is huge", (cookie) => cookie.repeat(100_000)],
    ["is not well-formed", () => `${"\ud800".repeat(32)}.${"\ud800".repeat(43)}`],
  ])("is nobody's when it %s", (_, forge) => {
    const { cookie } = access.createOwner();
    expect(access.readOwner(forge(cookie, access.createOwner().cookie))).toBeNull();
  });

  it("is nobody's when it was signed here for something else", () => {
    const { owner } = access.createOwner();
    for (const purpose of ["cookie", "owner", "export", ""])
      expect(access.readOwner(`${owner}.${access.sign(purpose, owner)}`)).toBeNull();
  });
});

/** The neighbour in base64url: with the same first four bits, which is all that the last character counts. */
function next(last: string | undefined): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return alphabet[alphabet.indexOf(last ?? "") ^ 1] ?? "";
}

describe("a signature", () => {
  it("holds for its text and purpose, on every instance, and for nothing else", async () => {
    const signature = access.sign("export", "a chat");
    const other = await createAccess({ db: database.db, secret: undefined });
    expect(other.verify("export", "a chat", signature)).toBe(true);
    expect(access.verify("export", "a chat.", signature)).toBe(false);
    expect(access.verify("share", "a chat", signature)).toBe(false);
    expect(access.verify("export", "", signature)).toBe(false);
  });

  it("tells apart texts that differ in half a pair of surrogates", () => {
    expect(access.verify("export", "\ud800", access.sign("export", "\udbff"))).toBe(false);
  });

  it.each([
    ["empty", ""],
    ["cut", "x"],
    ["of several bytes a character", "é".repeat(43)],
    ["huge", "A".repeat(10_000_000)],
    ["followed by more", "+"],
  ])("is none when it is %s", (_, forged) => {
    const signature = access.sign("export", "a chat");
    const given = forged === "+" ? `${signature}+` : forged === "x" ? signature.slice(0, -1) : forged;
    expect(access.verify("export", "a chat", given)).toBe(false);
  });

  it("is none of another secret's", async () => {
    const other = await createAccess({ db: database.db, secret });
    expect(access.verify("export", "a chat", other.sign("export", "a chat"))).toBe(false);
  });
});

describe("the secret", () => {
  it("is made of 32 random bytes, and is another in each database", async () => {
    const load = async () => {
      const [row] = await database.db.select().from(settings).where(eq(settings.name, "secret"));
      return row?.value ?? "";
    };
    const first = await load();
    await database.db.delete(settings);
    await createAccess({ db: database.db, secret: undefined });
    const second = await load();
    for (const value of [first, second]) expect(Buffer.from(value, "base64url")).toHaveLength(32);
    expect(second).not.toBe(first);
  });

  it.each(["", "short", "x".repeat(31)])("is refused when it could be guessed (%j)", async (guessable) => {
    await expect(createAccess({ db: database.db, secret: guessable })).rejects.toThrow(
      "at least 32 characters",
    );
  });
});
