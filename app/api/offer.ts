import type { OfferedModel } from "#lib/models";
import type { Server } from "#lib/server";
import { type Read, refuse } from "./json.ts";

/** The model that a request names, or the default. */
export async function findOffer(server: Server, id: string | undefined): Promise<Read<OfferedModel>> {
  const offered = await server.offer();
  const model = id === undefined ? offered[0] : offered.find((offer) => offer.id === id);
  if (model) return { ok: true, value: model };
  const ids = offered.map((offer) => offer.id).join(", ");
  return { ok: false, refusal: refuse(400, "no-such-model", `model: choose one of ${ids}`) };
}
