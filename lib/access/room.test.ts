import { describe, expect, it } from "vitest";
import { createRoom } from "#lib/access";

describe("the room of a deployment", () => {
  it("is full once as much is kept as may be", async () => {
    let bytes = 999;
    let time = 0;
    const room = createRoom({ readBytes: async () => bytes, mostBytes: 1_000, now: () => time });
    expect(await room.isFull()).toBe(false);
    bytes = 1_000;
    time += 10_000;
    expect(await room.isFull()).toBe(true);
  });

  it("is measured once for all who come within ten seconds", async () => {
    let measured = 0;
    let time = 0;
    const readBytes = async () => {
      measured += 1;
      return 0;
    };
    const room = createRoom({ readBytes, mostBytes: 1, now: () => time });
    await Promise.all(Array.from({ length: 50 }, () => room.isFull()));
    time = 9_999;
    await room.isFull();
    expect(measured).toBe(1);
    time = 10_000;
    await room.isFull();
    expect(measured).toBe(2);
  });

  it("is nobody's while it cannot be measured, and is measured anew at the next request", async () => {
    let isAway = true;
    const readBytes = () => (isAway ? Promise.reject(new Error("away")) : Promise.resolve(0));
    const room = createRoom({ readBytes, mostBytes: 1, now: () => 0 });
    await expect(room.isFull()).rejects.toThrow("away");
    isAway = false;
    expect(await room.isFull()).toBe(false);
  });
});
