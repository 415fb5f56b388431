import { beforeEach, describe, expect, it, vi } from "vitest";
// From the inside, as the only test here: no program can write over its own engine, so the test does it for one.
import { createEngine } from "./engine.ts";
import { createImage, type Image } from "./image.ts";
import { defaultLimits } from "./limits.ts";
import type { Guest } from "./quickjs-guest.ts";
import { readWire } from "./wire.ts";

const image = await createImage();
const memories = spyOnMemories();
const engine = await createEngine(image);

beforeEach(() => {
  memories.length = 0;
});

/** Every memory that is made from here on. */
function spyOnMemories(): WebAssembly.Memory[] {
  const made: WebAssembly.Memory[] = [];
  class Spied extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made.push(this);
    }
  }
  vi.spyOn(WebAssembly, "Memory").mockImplementation(Spied);
  return made;
}

function run(guest: Guest, code: string) {
  const source = { code, lineShift: 0, awaits: false, answer: null };
  const ending = guest.run(source, { onOutput() {}, onPeak() {} });
  return ending.status === "completed"
    ? { status: ending.status, value: readWire(ending.wire, source) }
    : ending;
}

/** What differs from the image: the places of words that are not as they were saved. */
function differences(memory: WebAssembly.Memory, { parts }: Image): number[] {
  const expected = new Uint8Array(memory.buffer.byteLength);
  for (const { start, bytes } of parts) expected.set(bytes, start);
  const saved = new Uint32Array(expected.buffer);
  const found: number[] = [];
  new Uint32Array(memory.buffer).forEach((word, i) => {
    if (word !== saved[i]) found.push(i);
  });
  return found;
}

/** The memory of the guest that was made last. */
function latest(): WebAssembly.Memory {
  return memories.at(-1) as WebAssembly.Memory;
}

const seed = [image.layout.randomWord, image.layout.randomWord + 1];
const littering = "globalThis.left = new Array(1e4).fill('left behind'); Array.prototype.map = null";

describe("every guest", () => {
  it("has the image for its memory, but for the seed of Math.random", () => {
    run(engine.createGuest(defaultLimits), littering);
    expect(differences(latest(), image).length).toBeGreaterThan(1000);
    engine.createGuest(defaultLimits);
    expect(differences(latest(), image)).toEqual(seed);
    expect(memories.length).toBe(1);
  });

  it.each([
    ["grew", "new Array(1e6).fill(1).length"],
    ["was stopped", "for (;;);"],
    ["was refused memory", "for (const a = []; ; ) a.push(new Array(1e4).fill(1))"],
  ])("has another memory than one that %s", (_, code) => {
    run(engine.createGuest({ ...defaultLimits, timeMs: 200 }), code);
    const old = latest();
    engine.createGuest(defaultLimits);
    expect(latest()).not.toBe(old);
    expect(differences(latest(), image)).toEqual(seed);
  });

  it("feels nothing of a guest that wrote over its whole memory", () => {
    run(engine.createGuest(defaultLimits), "1");
    new Uint8Array(latest().buffer).fill(0xa5);
    const next = engine.createGuest(defaultLimits);
    expect(differences(latest(), image)).toEqual(seed);
    expect(run(next, "[typeof left, [1, 2].map((n) => n * 2), JSON.stringify({ a: 1 })]")).toEqual({
      status: "completed",
      value: ["undefined", [2, 4], '{"a":1}'],
    });
  });

  it("is right after one whose engine trapped in the middle of a run", () => {
    const guest = engine.createGuest(defaultLimits);
    const trap = () => {
      new Uint8Array(latest().buffer).fill(0xa5);
    };
    expect(() =>
      guest.run(
        { code: "console.log(1); [1, 2, 3].map(String)", lineShift: 0, awaits: false, answer: null },
        { onOutput: trap, onPeak() {} },
      ),
    ).toThrow();
    const trapped = latest();
    expect(run(engine.createGuest(defaultLimits), "1 + 1")).toEqual({ status: "completed", value: 2 });
    expect(latest()).not.toBe(trapped);
  });

  it("draws its own random numbers", () => {
    const draw = () => run(engine.createGuest(defaultLimits), "[Math.random(), Math.random()]");
    const drawn = [draw(), draw(), draw()].flatMap((ending) =>
      ending.status === "completed" ? (ending.value as number[]) : [],
    );
    expect(new Set(drawn).size).toBe(6);
  });
});
