import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import type { Value } from "#lib/value";
// No program can be made to write broken wire text unless it breaks out of the engine, and that is what is played here.
import { readLine, readWire as readWireOf } from "../wire.ts";
import { findValueFlaws } from "./check-result.ts";
import { readHost, settings } from "./settings.ts";

const source = { code: "", lineShift: 0, awaits: false, answer: null };

function readWire(text: string): Value {
  return readWireOf(text, source);
}

function readWires(text: string): Value[] {
  const output = readLine({ kind: "log", atMs: 0, wire: text }, source);
  return output.kind === "console" ? output.values : [];
}

const key = fc.oneof(
  fc.constantFrom("__proto__", "$", "constructor", "toString", "0", "", "then", "\ud800", "a"),
  fc.string({ unit: "binary", maxLength: 5 }),
);
const count = fc.oneof(fc.nat(9), fc.constantFrom(-1, 0.5, 2 ** 53, 1e308, -0, null, "1", [], 4294967295));

/** JSON that follows the wire's grammar, mostly: each kind with now and then a part missing, too many or of another kind. */
const { node } = fc.letrec<{ node: unknown }>((tie) => {
  const child = tie("node");
  const tagged = (tag: string, ...parts: fc.Arbitrary<unknown>[]) => fc.tuple(fc.constant(tag), ...parts);
  const children = fc.array(child, { maxLength: 4 });
  const open = (tag: string, ...parts: fc.Arbitrary<unknown>[]) =>
    fc.tuple(tagged(tag, ...parts), children).map(([head, rest]) => [...head, ...rest]);
  const pairs = fc.array(fc.tuple(key, child), { maxLength: 4 }).map((list) => list.flat());
  return {
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 })),
      tagged("r", count),
      fc.oneof(
        tagged("u"),
        tagged("h", count),
        tagged("z", key, count),
        tagged("t", key),
        tagged("c", key, count),
      ),
      fc.oneof(tagged("n", fc.constantFrom("NaN", "-0", "Infinity")), tagged("i", fc.bigInt().map(String))),
      fc.oneof(
        tagged("y", key),
        tagged("f", key, key),
        tagged("d", key),
        tagged("x", key, key),
        tagged("q", key),
      ),
      open("a", count),
      fc.tuple(tagged("o", fc.option(key), count), pairs).map(([head, rest]) => [...head, ...rest]),
      open("m", count),
      open("s", count),
      open("b", key, count),
      fc.tuple(tagged("e", key, key, key, child), pairs).map(([head, rest]) => [...head, ...rest]),
      tagged("w", child),
      children,
    ),
  };
});

const wireText = node.map((wire) => JSON.stringify(wire));
/** The same text with some of it cut, doubled or replaced, so that much of it is no JSON any more. */
const brokenText = fc
  .tuple(
    wireText,
    fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.string({ unit: fc.constantFrom(...'[]{}",:0-e\\u') })), {
      maxLength: 3,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((broken, [place, length, inserted]) => {
      const at = place % (broken.length + 1);
      return broken.slice(0, at) + inserted + broken.slice(at + length);
    }, text),
  );

/** The Value, or null when the text was refused, which only an Error may do. */
function read<T>(reader: (text: string) => T, text: string): T | null {
  try {
    return reader(text);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return null;
  }
}

describe("whatever text comes over the wire", () => {
  const runs = inject("long") ? 200_000 : 5_000;

  it("is read as plain data or refused by an Error, and leaves the host as it was", () => {
    const host = readHost();
    let values = 0;
    const property = fc.property(fc.oneof(wireText, brokenText, fc.json(), fc.string()), (text) => {
      for (const value of [read(readWire, text), ...(read(readWires, text) ?? [])]) {
        if (value === null) continue;
        values++;
        expect(structuredClone(value)).toEqual(value);
        // Not larger than the text by more than what names its parts and leads to them.
        expect(JSON.stringify(value).length).toBeLessThan(1000 + text.length * 100);
      }
    });
    fc.assert(property, settings(runs));
    expect(values).toBeGreaterThan(runs / 10);
    expect(readHost()).toEqual(host);
  });

  it("is a Value by the letter when it is not refused", () => {
    const property = fc.property(wireText, (text) => {
      const value = read(readWire, text);
      expect(value === null ? [] : findValueFlaws(value)).toEqual([]);
    });
    fc.assert(property, settings(runs));
  });

  const refused = (openings: [open: string, close: string][]) => () => {
    for (const [open, close] of openings)
      for (const depth of [500, 5_000, 100_000])
        expect(() => readWire(`${open.repeat(depth)}1${close.repeat(depth)}`)).toThrow(Error);
  };

  it(
    "is refused when it is nested more deeply than the guest ever writes",
    refused([
      ["[", "]"],
      ['["a",1,', "]"],
      ['["o",null,1,"k",', "]"],
      ['["m",1,', ",1]"],
      ['["s",1,', "]"],
      ['["e","","","",', "]"],
      ['["w",', "]"],
    ]),
  );

  // Binary items do not count as a level.
  it("is refused when it nests binary data", refused([['["b","x",1,', "]"]]));
});
