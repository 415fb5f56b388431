import type { Allowance, Share } from "#components/chat";
import type { Left } from "#lib/access";
import type { Server } from "#lib/server";
import { readNetwork } from "./network.ts";
import { readOwner } from "./owner.ts";

/** Of all limits that hold for whoever asks, the ones of which least is left; of several used up, the one that lasts longest. */
export async function readAllowance({ readLeft }: Server): Promise<Allowance> {
  // Whoever is not known yet has used nothing.
  const owner = (await readOwner()) ?? "nobody";
  const left = await readLeft({ owner, network: await readNetwork() });
  return {
    requests: findLeast(left.filter(({ limit }) => limit.startsWith("requests"))),
    money: findLeast(left.filter(({ limit }) => limit.startsWith("usd"))),
  };
}

function findLeast(all: readonly Left[]): Share | null {
  const lastFirst = all.toSorted((a, b) => b.returnsAt.getTime() - a.returnsAt.getTime());
  const least = lastFirst.toSorted((a, b) => a.left - b.left)[0];
  return least ? { left: least.left, of: least.of, returnsAt: least.returnsAt.getTime() } : null;
}
