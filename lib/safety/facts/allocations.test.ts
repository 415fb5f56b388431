import { afterAll, describe, expect, it } from "vitest";
import { readForTest } from "./told.fixture.ts";

const { reader, kindsOf } = readForTest();
afterAll(() => reader.close());

describe("an allocation is a large one:", () => {
  it.each([
    "new Array(1e9);",
    "Array(2 ** 31);",
    "const n = 1 << 28; new Uint8Array(n);",
    "new Float64Array(1e7);",
    "new ArrayBuffer(1e3 * 1e6);",
    "new ArrayBuffer(8, { maxByteLength: 1e10 });",
    '"x".repeat(2 ** 29);',
    '"ab".repeat(1e4).repeat(1e4);',
    'const text = "0123456789"; text.repeat(6e6);',
    '"".padStart(1e9);',
    '"1".padEnd(500_000_000, "0");',
    "Array.from({ length: 60_000_000 });",
    "const list = []; list.length = 4294967295;",
    "const list = new Array(3); list.length = 1e9;",
    `\`\${1}\`.repeat(1e9);`,
  ])("%s", async (code) => {
    expect(await kindsOf(code)).toEqual(["large-allocation"]);
  });

  it.each([
    "const nanoseconds = 1_000_000_000n; nanoseconds * 2n;",
    "const population = 8_000_000_000; population / 2;",
    "new Array(1e9, 2);",
    "const sieve = new Uint8Array(10_000_001);",
    "const list = [1e9]; new Set([1e12]);",
    '"=".repeat(60);',
    "function f(n) { return new Array(n); } f(3);",
    "class Uint8Array { constructor(n) { this.n = n; } } new Uint8Array(1e9);",
    "const box = { from: (o) => o }; box.from(1e9);",
    "Math.max(1e9, 2 ** 40);",
    "const bridge = { name: 'Øresund' }; bridge.length = 384_400_000;",
    "class Road { constructor() { this.length = 150_000_000; } }",
    "const loan = { repeat: (n) => n }; loan.repeat(100_000_000);",
    "const Money = { from: (o) => o }; Money.from({ length: 1e9 });",
    "const track = { length: 1e9 }; track;",
  ])("and not %s", async (code) => {
    expect(await kindsOf(code)).toEqual([]);
  });
});
