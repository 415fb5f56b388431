import { describe, expect, it } from "vitest";
import { createUsage } from "#lib/access";

/** Whoever enters, and what each part of it was asked, in order. */
function create({ full = async () => false, place = true, exceeded = false }) {
  const asked: string[] = [];
  const returnsAt = new Date(0);
  const usage = createUsage({
    room: { isFull: full },
    leases: {
      async take() {
        asked.push("take a place");
        const end = async () => void asked.push("give it back");
        return place ? { renew: async () => {}, end } : null;
      },
      forget: async () => {},
    },
    limits: {
      async admit() {
        asked.push("count");
        return exceeded ? { limit: "requestsInAll", returnsAt } : null;
      },
      reserve: async () => ({ ok: false, limit: "usdPerDay", returnsAt }),
      read: async () => [],
      forget: async () => {},
    },
    renewEveryMs: 60_000,
    report: () => {},
  });
  const enter = () =>
    usage.enter({ owner: "me", network: null }, { id: "request-1", costsMoney: false, requests: 2 });
  return { asked, enter };
}

describe("a request", () => {
  it("takes a place, counts, and gives the place back when it leaves", async () => {
    const { asked, enter } = create({});
    const entered = await enter();
    expect(asked).toEqual(["take a place", "count"]);
    if (entered.ok) await entered.leave();
    expect(asked.at(-1)).toBe("give it back");
  });

  it("neither takes a place nor counts where all that may be kept is kept, or nobody can say", async () => {
    const { asked, enter } = create({ full: async () => true });
    expect(await enter()).toEqual({ ok: false, refusal: { limit: "storage" } });
    const away = create({ full: () => Promise.reject(new Error("away")) });
    await expect(away.enter()).rejects.toThrow("away");
    expect([...asked, ...away.asked]).toEqual([]);
  });

  it("counts only when it has a place, and keeps none when it is one too many", async () => {
    const crowded = create({ place: false });
    expect(await crowded.enter()).toEqual({ ok: false, refusal: { limit: "atOnce" } });
    expect(crowded.asked).toEqual(["take a place"]);
    const { asked, enter } = create({ exceeded: true });
    expect(await enter()).toMatchObject({ ok: false, refusal: { limit: "requestsInAll" } });
    expect(asked).toEqual(["take a place", "count", "give it back"]);
  });
});
