import { nanoid } from "nanoid";
import { after } from "next/server";
import type { Refusal } from "#lib/access";
import type { OfferedModel } from "#lib/models";
import type { Server } from "#lib/server";
import { readNetwork } from "../network.ts";
import { type Read, refuse } from "./json.ts";

/** Gives back what an entrance took, when all is done. Never rejects. */
export type Leave = () => Promise<void>;

/** Lets a request in that has a model asked, or none, or says what it goes beyond and when to come again. It counts as `requests`. */
export async function enter(
  server: Server,
  owner: string,
  offered: OfferedModel | null,
  requests?: number,
): Promise<Read<Leave>> {
  const visitor = { owner, network: await readNetwork() };
  const entered = await server.enter(visitor, { id: nanoid(), requests }, offered);
  if (entered.ok) return { ok: true, value: leaveAndDeliver(server, entered.leave) };
  if ("unpriced" in entered) return { ok: false, refusal: refuseUnpriced(entered.unpriced) };
  return { ok: false, refusal: explain(entered.refusal) };
}

function explain(refusal: Refusal): Response {
  const [code, message] = refusals[refusal.limit];
  switch (refusal.limit) {
    case "storage":
      return refuse(503, code, message, retryAfter(fullSeconds));
    case "atOnce":
      return refuse(429, code, message, retryAfter(atOnceSeconds));
    default: {
      const { returnsAt } = refusal;
      const seconds = Math.ceil((returnsAt.getTime() - Date.now()) / 1_000);
      return refuse(429, code, `${message} ${describeReturn(returnsAt)}`, retryAfter(seconds));
    }
  }
}

/** A process is neither ended nor put to sleep before all has been told of what was done in it. */
function leaveAndDeliver(server: Server, leave: Leave): Leave {
  const left = Promise.withResolvers<void>();
  after(left.promise.then(server.deliverSpans));
  return () => leave().finally(left.resolve);
}

const retryAfter = (seconds: number) => ({ "retry-after": String(Math.max(1, seconds)) });

/** When an answer may have ended, and when somebody may have made room. */
const atOnceSeconds = 10;
const fullSeconds = 3_600;

const refusals: Record<Refusal["limit"], [code: string, message: string]> = {
  storage: [
    "storage-full",
    "This server keeps as much as it may, so it takes nothing new until its owner makes room. What is kept can be read, exported and deleted.",
  ],
  atOnce: [
    "too-many-at-once",
    "You have as many answers and programs under way as one person may. Wait for the end of one, or stop one.",
  ],
  requestsPerOwner: ["too-many-requests", "You have asked as often as one person may in an hour."],
  requestsPerNetwork: [
    "too-many-requests",
    "From your network as much has been asked as one network may in an hour.",
  ],
  requestsInAll: [
    "too-many-requests",
    "Everybody together has asked as often as this server answers in an hour.",
  ],
  usdPerOwnerAndDay: ["no-money", "What one person may spend here in a day is used up."],
  usdPerDay: ["no-money", "What this server may spend in a day is used up."],
  usdPerMonth: ["no-money", "What this server may spend in a month is used up."],
};

function describeReturn(at: Date): string {
  return `There is more at ${at.toISOString().slice(0, 16).replace("T", " ")} UTC.`;
}

function refuseUnpriced(model: string): Response {
  return refuse(
    503,
    "unknown-price",
    `This server limits what it spends, and does not know what ${model} costs, so it does not ask it. Its owner must say the price in MODEL_PRICE.`,
  );
}
