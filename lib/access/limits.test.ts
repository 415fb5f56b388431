import { beforeEach, describe, expect, it } from "vitest";
import { createCounters, createLimits, type LimitSettings } from "#lib/access";
import { counters } from "#lib/database";
import { describeDatabases } from "../database/databases.fixture.ts";

const none: LimitSettings = {
  requestsPerOwner: null,
  requestsPerNetwork: null,
  requestsInAll: null,
  usdPerOwnerAndDay: null,
  usdPerDay: null,
  usdPerMonth: null,
};

describeDatabases("limits", (database) => {
  let time = Date.UTC(2026, 11, 31, 22, 30);
  const create = (settings: Partial<LimitSettings>) =>
    createLimits({
      counters: createCounters(database().db),
      settings: { ...none, ...settings },
      now: () => time,
    });
  const me = { owner: "me", network: "198.51.100.7" };

  beforeEach(async () => {
    time = Date.UTC(2026, 11, 31, 22, 30);
    await database().db.delete(counters);
  });

  describe("of requests", () => {
    it("hold for an owner, a network and everybody, and say when there are more", async () => {
      const returnsAt = new Date(Date.UTC(2026, 11, 31, 23));
      const owner = create({ requestsPerOwner: 1 });
      expect(await owner.admit(me)).toBeNull();
      expect(await owner.admit(me)).toEqual({ limit: "requestsPerOwner", returnsAt });
      expect(await owner.admit({ ...me, owner: "you" })).toBeNull();
      const network = create({ requestsPerNetwork: 1 });
      expect(await network.admit(me)).toBeNull();
      expect(await network.admit({ ...me, owner: "you" })).toEqual({
        limit: "requestsPerNetwork",
        returnsAt,
      });
      const all = create({ requestsInAll: 1 });
      expect(await all.admit(me)).toBeNull();
      expect(await all.admit({ owner: "you", network: "2001:db8::/64" })).toEqual({
        limit: "requestsInAll",
        returnsAt,
      });
    });

    it("count one as several that is as much as several, or not at all", async () => {
      const { admit, read } = create({ requestsPerOwner: 5 });
      expect(await admit(me, { requests: 3 })).toBeNull();
      expect(await admit(me, { requests: 3 })).toMatchObject({ limit: "requestsPerOwner" });
      expect(await read(me)).toEqual([expect.objectContaining({ left: 2 })]);
    });

    it("take a whole hour's for what counts as more than that", async () => {
      const { admit } = create({ requestsPerOwner: 5 });
      expect(await admit(me, { requests: 21 })).toBeNull();
      expect(await admit(me)).not.toBeNull();
      expect(await create({ requestsInAll: 0 }).admit(me, { requests: 21 })).not.toBeNull();
    });

    it("are there again in the next hour", async () => {
      const { admit } = create({ requestsPerOwner: 1 });
      await admit(me);
      time += 30 * 60_000;
      expect(await admit(me)).toBeNull();
    });

    it("take all who come from nowhere for one network", async () => {
      const { admit } = create({ requestsPerNetwork: 1 });
      expect(await admit({ owner: "me", network: null })).toBeNull();
      expect(await admit({ owner: "you", network: null })).not.toBeNull();
    });

    it("let exactly so many pass when five hundred come at once to two instances", async () => {
      const instances = [create({ requestsInAll: 10 }), create({ requestsInAll: 10 })] as const;
      const admitted = await Promise.all(
        Array.from({ length: 500 }, (_, index) =>
          (index % 2 === 0 ? instances[0] : instances[1]).admit({ ...me, owner: `owner ${index}` }),
        ),
      );
      expect(admitted.filter((exceeded) => exceeded === null)).toHaveLength(10);
    });
  });

  describe("of money", () => {
    it("hold before a call, for what it may cost", async () => {
      const { reserve } = create({ usdPerDay: 1 });
      expect(await reserve("me", 0.6)).toMatchObject({ ok: true });
      expect(await reserve("you", 0.6)).toEqual({
        ok: false,
        limit: "usdPerDay",
        returnsAt: new Date(Date.UTC(2027, 0, 1)),
      });
      expect(await reserve("you", 0.4)).toMatchObject({ ok: true });
    });

    it("say when there is more of all that is used up, not of the first of it", async () => {
      const { reserve, admit } = create({ usdPerDay: 1, usdPerMonth: 1, requestsPerOwner: 0 });
      time = Date.UTC(2026, 10, 5, 12);
      expect(await reserve("me", 1)).toMatchObject({ ok: true });
      const used = { limit: "usdPerMonth", returnsAt: new Date(Date.UTC(2026, 11, 1)) };
      expect(await reserve("you", 0.5)).toEqual({ ok: false, ...used });
      expect(await admit(me, { costsMoney: true })).toEqual(used);
    });

    it("are counted for their day or month, and forgotten when that has long ended", async () => {
      const { reserve, read, forget } = create({ usdPerDay: 1, usdPerMonth: 1 });
      time = Date.UTC(2026, 10, 5, 12);
      await reserve("me", 1);
      time = Date.UTC(2026, 10, 25, 12);
      await forget();
      expect(await database().db.select({ key: counters.key }).from(counters)).toEqual([
        { key: "usdPerMonth" },
      ]);
      expect((await read(me)).map(({ left }) => left)).toEqual([1, 0]);
    });

    it("count what a call really cost once it is known, and no call twice", async () => {
      const { reserve } = create({ usdPerDay: 1 });
      const asked = await reserve("me", 0.9);
      if (!asked.ok) throw new Error("It should have been allowed.");
      await asked.reservation.settle(0.1);
      await asked.reservation.settle(0);
      expect(await reserve("me", 0.9)).toMatchObject({ ok: true });
      expect(await reserve("me", 0.000001)).toMatchObject({ ok: false });
    });

    it("is not given back beyond what was set aside, whatever a provider says", async () => {
      const { reserve, read } = create({ usdPerDay: 1 });
      const spent = await reserve("me", 0.5);
      if (spent.ok) await spent.reservation.settle(0.5);
      const asked = await reserve("me", 0.25);
      if (asked.ok) await asked.reservation.settle(-6);
      expect(await read(me)).toEqual([expect.objectContaining({ limit: "usdPerDay", left: 0.5, of: 1 })]);
    });

    it("are exceeded by one call at the most", async () => {
      const { reserve } = create({ usdPerDay: 1 });
      const asked = await Promise.all(Array.from({ length: 50 }, () => reserve("me", 0.3)));
      const allowed = asked.filter(({ ok }) => ok);
      expect(allowed).toHaveLength(3);
      for (const each of allowed) if (each.ok) await each.reservation.settle(0.5);
      expect(await reserve("me", 0)).toMatchObject({ ok: false });
    });

    it("hold for an owner's day and for the month besides", async () => {
      expect(await create({ usdPerOwnerAndDay: 1 }).reserve("me", 2)).toMatchObject({
        limit: "usdPerOwnerAndDay",
        returnsAt: new Date(Date.UTC(2027, 0, 1)),
      });
      time = Date.UTC(2026, 10, 21);
      expect(await create({ usdPerMonth: 1 }).reserve("me", 2)).toMatchObject({
        limit: "usdPerMonth",
        returnsAt: new Date(Date.UTC(2026, 11, 1)),
      });
    });

    it("count the smallest call as something", async () => {
      const { reserve } = create({ usdPerDay: 0.000002 });
      expect(await reserve("me", 1e-9)).toMatchObject({ ok: true });
      expect(await reserve("me", 1e-9)).toMatchObject({ ok: true });
      expect(await reserve("me", 1e-9)).toMatchObject({ ok: false });
    });
  });
});
