import { z } from "zod";
import { ensureOwner } from "../../owner.ts";
import { readJson, refuseMethod } from "../json.ts";
import { done } from "../own-chat.ts";
import { serve } from "../serve.ts";

/**
 * Gives a browser its owner's cookie, or a known one its own for longer. A page asks for it before its first question, so
 * that no question is taken from a browser that does not have the cookie yet: its chat would be lost with the answer.
 */
export const POST = serve(async (request: Request): Promise<Response> => {
  // Only JSON, which no form of another site can send: it would come without the cookie, and have it replaced.
  const read = await readJson(request, z.strictObject({}), 16);
  if (!read.ok) return read.refusal;
  await ensureOwner();
  return done();
});

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
