import { getServer } from "#lib/server";
import { idSchema } from "../../../id.ts";
import { refuse, refuseMethod } from "../../../json.ts";

/** Ends the chat's answer. That none is under way is no error: it may have ended by itself a moment ago. */
export async function POST(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  if (!idSchema.safeParse(id).success) return refuse(400, "wrong-id", "The address names no chat.");
  return Response.json({ stopped: getServer().conversations.stop(id) });
}

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
