import { beforeEach, describe, expect, it } from "vitest";
import { type Claim, createCounters } from "#lib/access";
import { counters } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";

const beganAt = new Date(Date.UTC(2026, 0, 1));
const claim = (key: string, amount: number, most: number): Claim => ({ key, beganAt, amount, most });

describeDatabases("what is used of limits", (database) => {
  const create = () => {
    const counters = createCounters(database().db);
    return {
      ...counters,
      used: async (key: string) => (await counters.readUsed([{ key, beganAt }])).get(key) ?? 0,
    };
  };
  beforeEach(async () => {
    await database().db.delete(counters);
  });

  describe("a claim", () => {
    it("is taken while there is enough left, and not beyond", async () => {
      const { take, used } = create();
      expect(await take([claim("a", 3, 10)])).toBeNull();
      expect(await take([claim("a", 7, 10)])).toBeNull();
      expect(await take([claim("a", 1, 10)])).toMatchObject({ key: "a" });
      expect(await used("a")).toBe(10);
    });

    it("is refused when it is larger than the limit, also as the first", async () => {
      const { take, used } = create();
      expect(await take([claim("a", 11, 10)])).toMatchObject({ key: "a" });
      expect(await used("a")).toBe(0);
    });

    it("counts in its own window", async () => {
      const { take } = create();
      expect(await take([claim("a", 10, 10)])).toBeNull();
      const later = { ...claim("a", 10, 10), beganAt: new Date(beganAt.getTime() + 1) };
      expect(await take([later])).toBeNull();
    });

    it("takes nothing of the others when one cannot be had", async () => {
      const { take, used } = create();
      await take([claim("b", 10, 10)]);
      expect(await take([claim("a", 1, 10), claim("b", 1, 10), claim("c", 1, 10)])).toMatchObject({
        key: "b",
      });
      expect(await Promise.all(["a", "b", "c"].map((key) => used(key)))).toEqual([0, 10, 0]);
    });
  });

  it("is exact when five hundred ask at once, on two instances", async () => {
    const [one, other] = [create(), create()];
    const asked = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        (index % 2 === 0 ? one : other).take([
          claim("deployment", 1, 10),
          claim(`owner ${index % 7}`, 1, 10),
        ]),
      ),
    );
    expect(asked.filter((over) => over === null)).toHaveLength(10);
    expect(await one.used("deployment")).toBe(10);
  });

  it("waits in no circle when claims come in any order", async () => {
    const { take } = create();
    const keys = ["a", "b", "c", "d"];
    const asked = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const turned = [...keys.slice(index % 4), ...keys.slice(0, index % 4)];
        return take(turned.map((key) => claim(key, 1, 1_000)));
      }),
    );
    expect(asked).toEqual(Array(200).fill(null));
  });

  describe("a correction", () => {
    it("adds what was used beyond the claim, also beyond the limit, and gives back what was not", async () => {
      const { take, correct, used } = create();
      await take([claim("a", 5, 10)]);
      await correct([{ key: "a", beganAt, amount: 20 }]);
      expect(await used("a")).toBe(25);
      expect(await take([claim("a", 0, 10)])).toMatchObject({ key: "a" });
      await correct([{ key: "a", beganAt, amount: -100 }]);
      expect(await used("a")).toBe(0);
    });
  });

  it("is forgotten with its window, but for the one key that is said", async () => {
    const { take, forget, used } = create();
    await take([claim("a", 5, 10)]);
    await take([claim("b", 5, 10)]);
    await forget(beganAt, "b");
    expect(await used("a")).toBe(5);
    await forget(new Date(beganAt.getTime() + 1), "b");
    expect([await used("a"), await used("b")]).toEqual([0, 5]);
  });
});
