import { getServer } from "#lib/server";
import { readAllowance } from "../../allowance.ts";
import { refuseMethod } from "../json.ts";
import { serve } from "../serve.ts";

/** What is left for whoever asks, and when there is more. */
export const GET = serve(async (): Promise<Response> => {
  return Response.json(await readAllowance(await getServer()), { headers: { "cache-control": "no-store" } });
});

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
