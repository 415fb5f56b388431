import { nanoid } from "nanoid";
import type { Refusal } from "#lib/access";
import type { OfferedModel } from "#lib/models";
import type { Server } from "#lib/server";
import { readNetwork } from "../network.ts";
import { type Read, refuse } from "./json.ts";

/** Gives back what an entrance took, when all is done. Never rejects. */
export type Leave = () => Promise<void>;

/** Lets a request in that has a model asked, or none, or says what it goes beyond and when to come again. */
export async function enter(
  server: Server,
  owner: string,
  offered: OfferedModel | null,
): Promise<Read<Leave>> {
  const entered = await server.enter({ owner, network: await readNetwork() }, nanoid(), offered);
  if (entered.ok) return { ok: true, value: entered.leave };
  if ("unpriced" in entered) return { ok: false, refusal: refuseUnpriced(entered.unpriced) };
  const { limit, returnsAt } = entered.refusal;
  const seconds = returnsAt === null ? atOnceSeconds : Math.ceil((returnsAt.getTime() - Date.now()) / 1_000);
  const headers = { "retry-after": String(Math.max(1, seconds)) };
  const [code, message] = refusals[limit];
  const when = returnsAt === null ? "" : ` ${describeReturn(returnsAt)}`;
  return { ok: false, refusal: refuse(429, code, message + when, headers) };
}

/** When an answer may have ended. */
const atOnceSeconds = 10;

const refusals: Record<Refusal["limit"], [code: string, message: string]> = {
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
