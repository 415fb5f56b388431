import { describe, expect, it } from "vitest";
import { createRoom } from "#lib/access";

/** The room of a deployment that keeps so many bytes of a thousand, and its clock. */
function create(bytes: number) {
  const state = { bytes, time: 0, isAway: false, measured: 0, told: 0 };
  const room = createRoom({
    async readBytes() {
      state.measured += 1;
      if (state.isAway) throw new Error("away");
      return state.bytes;
    },
    mostBytes: 1_000,
    onFull: () => {
      state.told += 1;
    },
    now: () => state.time,
  });
  return { state, isFull: room.isFull };
}

describe("the room of a deployment", () => {
  it("is full once as much is kept as may be, which is told, and is there again when less is", async () => {
    const { state, isFull } = create(999);
    expect(await isFull()).toBe(false);
    expect(state.told).toBe(0);
    Object.assign(state, { bytes: 1_000, time: 10_000 });
    expect(await isFull()).toBe(true);
    expect(state.told).toBe(1);
    Object.assign(state, { bytes: 999, time: 70_000 });
    expect(await isFull()).toBe(false);
  });

  it("is measured once for all who come within ten seconds, or within a minute where there is none", async () => {
    const { state, isFull } = create(0);
    await Promise.all(Array.from({ length: 50 }, () => isFull()));
    state.time = 9_999;
    await isFull();
    expect(state.measured).toBe(1);
    Object.assign(state, { bytes: 1_000, time: 10_000 });
    await isFull();
    state.time = 69_999;
    await isFull();
    expect(state.measured).toBe(2);
    state.time = 70_000;
    await isFull();
    expect(state.measured).toBe(3);
  });

  it("is nobody's while it cannot be measured, and is measured anew at the next request", async () => {
    const { state, isFull } = create(0);
    state.isAway = true;
    await expect(isFull()).rejects.toThrow("away");
    state.isAway = false;
    expect(await isFull()).toBe(false);
  });
});
