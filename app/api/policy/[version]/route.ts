import { getServer } from "#lib/server";
import { refuse, refuseMethod } from "../../json.ts";
import { serve } from "../../serve.ts";

/** The review's policy as text, for whoever wants to read what a verdict was given by. */
export const GET = serve(
  async (_request: Request, { params }: { params: Promise<{ version: string }> }): Promise<Response> => {
    const { policy } = await getServer();
    const { version } = await params;
    if (version !== policy.version)
      return refuse(
        404,
        "no-such-policy",
        "This server reviews by another policy now, or never had this one.",
      );
    return new Response(policy.text, { headers: { "content-type": "text/plain; charset=utf-8" } });
  },
);

export const POST = refuseMethod("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
