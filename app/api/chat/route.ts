import { createUIMessageStreamResponse } from "ai";
import { z } from "zod";
import { getServer } from "#lib/server";
import { idSchema } from "../id.ts";
import { readJson, refuse, refuseMethod } from "../json.ts";
import { findOffer } from "../offer.ts";

/** An answer may take its time: several steps, each with a model call, a review and a run. */
export const maxDuration = 800;

/** What fits the longest question in any script, with room for the rest. */
const maxBodyBytes = 128 * 1024;

export async function POST(request: Request): Promise<Response> {
  const server = getServer();
  const text = z
    .string()
    .max(server.maxQuestionChars, `may have at most ${server.maxQuestionChars} characters`);
  const read = await readJson(
    request,
    z.strictObject({
      id: idSchema,
      message: z.strictObject({
        id: idSchema,
        role: z.literal("user"),
        parts: z.tuple([
          z.strictObject({ type: z.literal("text"), text: text.regex(/\S/, "must not be empty") }),
        ]),
      }),
      model: z.string().max(200).optional(),
    }),
    maxBodyBytes,
  );
  if (!read.ok) return read.refusal;

  const { id: chatId, message, model: modelId } = read.value;
  const offer = await findOffer(server, modelId);
  if (!offer.ok) return offer.refusal;

  const stream = await server.conversations.ask(chatId, message, server.answerWith(offer.value));
  if (!stream)
    return refuse(409, "still-answering", "The last question of this chat is still being answered.");
  return createUIMessageStreamResponse({ stream });
}

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
