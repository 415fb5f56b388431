import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createGate } from "#lib/gate";

const day = 24 * 60 * 60 * 1_000;
let time = Date.UTC(2026, 0, 1);
const gate = createGate({ code: "open sesame", now: () => time });

describe("a deployment's code", () => {
  it.each(["open sesame", " open sesame\n"])("opens it: %j", (code) => {
    expect(gate.opens(code)).toBe(true);
  });

  it.each(["", "open sesam", "open sesame!", "Open sesame", "open sesame\0", "x".repeat(100_000)])(
    "is no other: %j",
    (code) => {
      expect(gate.opens(code)).toBe(false);
    },
  );

  it("is the same however its letters were typed", () => {
    expect(createGate({ code: "schl\u00fcssel" }).opens("schlu\u0308ssel")).toBe(true);
  });
});

describe("a pass", () => {
  const pass = gate.createPass();
  const [expiresAt = "", signature = ""] = pass.split(".");

  it("lets somebody in for 30 days, and not a moment longer", () => {
    const began = time;
    expect(gate.admits(pass)).toBe(true);
    time = began + 30 * day - 1;
    expect(gate.admits(pass)).toBe(true);
    time = began + 30 * day;
    expect(gate.admits(pass)).toBe(false);
    time = began;
  });

  it("is worth nothing with another code, nor one that was made with another", () => {
    const other = createGate({ code: "open sesame 2", now: () => time });
    expect(other.admits(pass)).toBe(false);
    expect(gate.admits(other.createPass())).toBe(false);
  });

  it("is the same to all who have the code", () => {
    expect(createGate({ code: "open sesame", now: () => time }).admits(pass)).toBe(true);
  });

  it.each<[string, string | undefined]>([
    ["none", undefined],
    ["nothing", ""],
    ["a time without a signature", expiresAt],
    ["an empty signature", `${expiresAt}.`],
    ["a longer time", `${Number(expiresAt) + 1}.${signature}`],
    ["the same time in another form", `0${expiresAt}.${signature}`],
    ["a time beyond all", `${"9".repeat(12)}.${signature}`],
    ["a signature that is cut", `${expiresAt}.${signature.slice(1)}`],
    [
      "another last letter, which decodes alike",
      `${expiresAt}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : "A"}`,
    ],
    [
      "a signature by the code itself",
      `${expiresAt}.${createHmac("sha256", "open sesame").update(`pass ${expiresAt}`).digest("base64url")}`,
    ],
    ["the code", "open sesame"],
    ["something beside it", `${pass} `],
    ["two of them", `${pass}.${signature}`],
    ["very much", "9".repeat(1_000_000)],
  ])("is not %s", (_, forged) => {
    expect(gate.admits(forged)).toBe(false);
  });
});
