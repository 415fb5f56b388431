import { describe, expect, it } from "vitest";
import { nameNetwork, readClient, type TrustedProxy } from "#lib/access";

const read = (proxy: TrustedProxy, headers: Record<string, string>) =>
  readClient(new Headers(headers), proxy);
const forwarded = (value: string) => ({ "x-forwarded-for": value });
const behind = (count: number): TrustedProxy => ({ kind: "proxies", count });

describe("where a request comes from", () => {
  it("is the connection's address where no proxy is trusted, and nothing that anybody else says", () => {
    expect(read({ kind: "none" }, forwarded("::ffff:198.51.100.7"))).toBe("::ffff:198.51.100.7");
    expect(read({ kind: "none" }, forwarded("1.1.1.1, 198.51.100.7"))).toBeNull();
    const headers = {
      "x-real-ip": "198.51.100.7",
      forwarded: "for=198.51.100.7",
      "x-vercel-forwarded-for": "198.51.100.7",
    };
    expect(read({ kind: "none" }, headers)).toBeNull();
  });

  it("is what the nearest trusted proxy was asked from, whatever a client wrote before it", () => {
    expect(read(behind(1), forwarded("198.51.100.7"))).toBe("198.51.100.7");
    expect(read(behind(1), forwarded("1.1.1.1, 198.51.100.7"))).toBe("198.51.100.7");
    expect(read(behind(2), forwarded("1.1.1.1, 198.51.100.7, 10.0.0.1"))).toBe("198.51.100.7");
  });

  it("is nobody's where fewer proxies answered than are trusted", () => {
    expect(read(behind(2), forwarded("198.51.100.7"))).toBeNull();
    expect(read(behind(1), {})).toBeNull();
  });

  it("is Vercel's own header on Vercel, and no other", () => {
    expect(read({ kind: "vercel" }, { "x-vercel-forwarded-for": "198.51.100.7" })).toBe("198.51.100.7");
    expect(read({ kind: "vercel" }, forwarded("198.51.100.7"))).toBeNull();
  });

  it.each([
    ["198.51.100.7:4711", "198.51.100.7"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["unknown", null],
    ["_hidden", null],
    ["", null],
    ["198.51.100.700", null],
    ["198.51.100.7 or 1=1", null],
    ["x".repeat(100_000), null],
  ])("is read from %s", (written, address) => {
    expect(read(behind(1), forwarded(written))).toBe(address);
  });
});

describe("a network", () => {
  it.each([
    ["198.51.100.7", "198.51.100.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::6", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:198.51.100.7", "198.51.100.7"],
    ["::ffff:c633:6407", "198.51.100.7"],
    ["64:ff9b::198.51.100.7", "64:ff9b:0:0::/64"],
  ])("of %s is %s", (address, network) => {
    expect(nameNetwork(address)).toBe(network);
  });
});
