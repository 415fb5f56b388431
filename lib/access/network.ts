import { isIP, isIPv4 } from "node:net";

/**
 * Who stands before the server and says where requests come from: nobody; so many proxies, each of which adds where it was asked
 * from to `x-forwarded-for`; or Vercel, which replaces what its clients sent. What anybody else says of it must be dropped before
 * (`guardForwarded` of lib/gate), which also writes down the connection's address where nobody is trusted.
 */
export type TrustedProxy = { kind: "none" } | { kind: "proxies"; count: number } | { kind: "vercel" };

/**
 * The address that a request came from, by the headers that can be believed: null where none can, and then all those requests are
 * one network's. What clients write themselves stands before what proxies add.
 */
export function readClient(headers: Pick<Headers, "get">, proxy: TrustedProxy): string | null {
  switch (proxy.kind) {
    case "none":
      // Only one: a list was written by somebody else than the guard.
      return readAddress(headers.get("x-forwarded-for") ?? undefined);
    case "vercel":
      return readAddress(headers.get("x-vercel-forwarded-for")?.split(",")[0]);
    case "proxies": {
      const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
      return readAddress(hops.at(-proxy.count));
    }
  }
}

/** The network of an address: itself for IPv4, its /64 for IPv6, which one household has whole. */
export function nameNetwork(address: string): string {
  if (isIPv4(address)) return address;
  const groups = expand(address);
  // IPv4 in the form of IPv6 is IPv4.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xff_ff)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** Without the port, the brackets and the zone that may stand around it; null for what is no address. */
function readAddress(written: string | undefined): string | null {
  const text = written?.trim() ?? "";
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.split("%")[0] ?? "";
  return isIP(address) === 0 ? null : address;
}

/** The eight groups of an IPv6 address. */
function expand(address: string): number[] {
  const [before = "", after] = address.split("::");
  const left = readGroups(before);
  if (after === undefined) return left;
  const right = readGroups(after);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function readGroups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
