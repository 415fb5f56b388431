import { describe, expect, it } from "vitest";
import type { Value } from "#lib/value";
import { readPicture } from "./read-picture.ts";
import { addNamespace } from "./read-svg.ts";
import { type Element, maxDrawn, weigh } from "./weigh-svg.ts";

const bytes = (items: Value[], name = "Uint8Array", length = items.length): Value => ({
  $: "binary",
  name,
  items,
  length,
});
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0];
const asDataUrl = (items: number[]) => `data:image/png;base64,${btoa(String.fromCharCode(...items))}`;

describe("a picture", () => {
  it.each([
    "<svg></svg>",
    '\uFEFF<?xml version="1.0"?>\n<!-- drawn -->\n<svg viewBox="0 0 1 1"><g/></svg>\n',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg width="1"></svg >',
    '<svg width="1"/>',
  ])("is the SVG %j", (text) => {
    expect(readPicture(text)).toEqual({ kind: "svg", text });
  });

  it.each([
    "",
    "svg",
    "<svgs></svgs>",
    "<svg><g>",
    "Here it is: <svg></svg>",
    "<svg></svg> and more words",
    "<!doctype html><svg></svg>",
    "<!-- <svg></svg>",
  ])("is not the text %j", (text) => {
    expect(readPicture(text)).toBeNull();
  });

  it.each<[string, Value, string]>([
    ["PNG", bytes(png), "image/png"],
    ["PNG in a buffer", bytes(png, "ArrayBuffer"), "image/png"],
    ["PNG as an address", asDataUrl(png), "image/png"],
    ["JPEG", bytes([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
    ["GIF", bytes([..."GIF89a"].map((c) => c.charCodeAt(0))), "image/gif"],
    ["WebP", bytes([..."RIFF0000WEBP"].map((c) => c.charCodeAt(0))), "image/webp"],
    ["AVIF", bytes([..."0000ftypavif"].map((c) => c.charCodeAt(0))), "image/avif"],
    ["JPEG that says it is a PNG", asDataUrl([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
  ])("is a %s by its first bytes", (_, value, type) => {
    expect(readPicture(value)).toMatchObject({ kind: "file", format: { type } });
  });

  it.each<[string, Value]>([
    ["bytes of which some were cut", bytes(png, "Uint8Array", 5_000)],
    ["bytes that say nothing of the kind", bytes([1, 2, 3])],
    ["numbers that are no bytes", bytes([...png, 300])],
    ["a list of other numbers", bytes(png, "Float64Array")],
    ["an address with markup in it", "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4="],
    ["an address that is no base64", "data:image/png;base64,%%%"],
    ["an address elsewhere", "https://example.com/a.png"],
    ["pixels of another number", { width: 2, height: 2, data: bytes([0, 0, 0, 255], "Uint8ClampedArray") }],
    ["pixels with no width", { width: 0, height: 5, data: [] }],
    ["an object that inherits its fields", { $: "object", name: "Image", entries: [], size: 0 }],
  ])("is not %s", (_, value) => {
    expect(readPicture(value)).toBeNull();
  });

  it("is what has a width, a height and as many pixels", () => {
    const picture = { kind: "pixels", width: 1, height: 2 };
    const data = [255, 0, 0, 255, 0, 0, 255, 255];
    expect(readPicture({ width: 1, height: 2, data: bytes(data, "Uint8ClampedArray") })).toMatchObject(
      picture,
    );
    expect(readPicture({ width: 1, height: 2, data })).toMatchObject(picture);
  });
});

describe("what a drawing comes to", () => {
  const element = (attributes: Record<string, string>, ...children: Element[]): Element => ({
    localName: "g",
    textContent: null,
    children,
    getAttributeNames: () => Object.keys(attributes),
    getAttribute: (name) => attributes[name] ?? null,
  });

  it("is its elements", () => {
    expect(weigh(element({}, element({}), element({}, element({}))))).toBe(4);
  });

  it("counts what is used as often as it is used, by whatever attribute", () => {
    const dot = element({ id: "dot" });
    expect(weigh(element({}, dot, element({ href: "#dot" }), element({ fill: "url('#dot')" })))).toBe(6);
  });

  it("is past all bounds for a few that use each other tenfold", () => {
    const level = (n: number) =>
      element({ id: `l${n}` }, ...Array.from({ length: 10 }, () => element({ "xlink:href": `#l${n - 1}` })));
    expect(weigh(element({}, ...Array.from({ length: 12 }, (_, n) => level(n))))).toBeGreaterThan(maxDrawn);
  });

  it("is without end for what uses itself, and for what lies too deep", () => {
    expect(weigh(element({ id: "a" }, element({ href: "#a" })))).toBe(Number.POSITIVE_INFINITY);
    let deep = element({});
    for (let depth = 0; depth < 50_000; depth++) deep = element({}, deep);
    expect(weigh(deep)).toBe(Number.POSITIVE_INFINITY);
  });

  describe("with a style sheet", () => {
    const named = (localName: string, textContent: string, id = ""): Element => ({
      ...element({ id }),
      localName,
      textContent,
    });
    const mask = named("mask", "", "m");

    it("counts what it refers to once for each element with a class, however often it does", () => {
      const sheet = named("style", "a { mask: url(#m) } b { mask: url(#m) }");
      expect(weigh(element({}, sheet, mask, element({ class: "a" }), element({ class: "b" })))).toBe(7);
    });

    it("is past all bounds where many elements have a class and it refers to many, without counting each", () => {
      const masks = Array.from({ length: 8_000 }, (_, n) => named("mask", "", `m${n}`));
      const sheet = named("style", masks.map((_, n) => `url(#m${n})`).join(" "));
      let asked = 0;
      const counting: Element = {
        ...element({ class: "a" }),
        getAttribute: (name) => (name === "class" ? "a" : null),
        getAttributeNames: () => {
          asked += 1;
          return [];
        },
      };
      expect(weigh(element({}, sheet, ...masks, ...Array(8_000).fill(counting)))).toBeGreaterThan(maxDrawn);
      expect(asked).toBe(0);
    });
  });
});

describe("the name space of an SVG", () => {
  const named = '<svg xmlns="http://www.w3.org/2000/svg"';

  it.each([
    ["<svg/>", `${named}/>`],
    [
      "<!-- <svg> --><svg width='1'><svg xmlns='a'/></svg>",
      `<!-- <svg> -->${named} width='1'><svg xmlns='a'/></svg>`,
    ],
    ["<svg\nxmlns = 'a'>", "<svg\nxmlns = 'a'>"],
    ["<svg data-xmlns='a'>", `${named} data-xmlns='a'>`],
  ])("of %j is in %j", (text, expected) => {
    expect(addNamespace(text)).toBe(expected);
  });

  it("is looked for in one tag, of however many", () => {
    const text = "<svg ".repeat(400_000);
    expect(addNamespace(`${text}</svg>`)).toContain(`${named} `);
  });
});
