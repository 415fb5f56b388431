import { z } from "zod";
import { getServer } from "#lib/server";
import { readOwner } from "../../../../owner.ts";
import { enter } from "../../../enter.ts";
import { idSchema } from "../../../id.ts";
import { readJson, refuse, refuseMethod } from "../../../json.ts";
import { findOffer } from "../../../offer.ts";
import { serve } from "../../../serve.ts";

/** Two attempts of a reviewer that thinks harder, on a slow machine. */
export const maxDuration = 300;

const bodySchema = z.strictObject({ chatId: idSchema, model: z.string().max(200).optional() });

/** A tool call's id is its provider's: any short text. */
const runIdSchema = z.string().min(1).max(200);

/** Has the program of a kept run reviewed once more, and answers with the run's new record. Nothing runs because of it. */
export const POST = serve(
  async (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
    const { id: runId } = await params;
    if (!runIdSchema.safeParse(runId).success) return refuse(400, "wrong-id", "The address names no run.");
    const read = await readJson(request, bodySchema, 4096);
    if (!read.ok) return read.refusal;
    const { chatId, model } = read.value;
    const server = await getServer();
    const offer = await findOffer(server, model);
    if (!offer.ok) return offer.refusal;

    const owner = await readOwner();
    if (owner === null) return refuseNoRun();
    const entered = await enter(server, owner, offer.value);
    if (!entered.ok) return entered.refusal;
    const revision = await server.conversations
      .reviseRun(owner, chatId, runId, (run) => server.reviewAgain(run, offer.value, owner, request.signal))
      .finally(entered.value);
    if (revision.ok) return Response.json(revision.run);
    switch (revision.reason) {
      case "no-such-run":
        return refuseNoRun();
      case "under-way":
        return refuse(409, "under-review", "This program is being reviewed again already.");
      case "unrevised":
        return refuse(
          409,
          "no-more-reviews",
          "No further review of this program is possible: it did not come to its end, or has had as many as it can.",
        );
    }
  },
);

function refuseNoRun(): Response {
  return refuse(404, "no-such-run", "There is no such run in this chat; it may still be under way.");
}

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
