import { headers } from "next/headers";
import { getServer, nameNetwork, readClient } from "#lib/server";

/** The network that a request came from, an IPv4 address or an IPv6 /64; null where nobody who is trusted says so. */
export async function readNetwork(): Promise<string | null> {
  const { trustedProxy } = await getServer();
  const address = readClient(await headers(), trustedProxy);
  return address === null ? null : nameNetwork(address);
}
