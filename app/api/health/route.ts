import { readHealth } from "#lib/server";
import { refuseMethod } from "../json.ts";
import { serve } from "../serve.ts";

/** For load balancers, which anybody may pretend to be: 200 or 503, and names only. It needs no cookie and sets none. */
export const GET = serve(
  async (): Promise<Response> => {
    const health = await readHealth();
    return Response.json(health, {
      status: health.ok ? 200 : 503,
      headers: { "cache-control": "private, no-store" },
    });
  },
  { open: true },
);

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
