import { refuse } from "../json.ts";
import { serve } from "../serve.ts";

/** Every address below /api that is none. */
const refuseAddress = serve(async () => refuse(404, "no-such-address", "There is nothing at this address."), {
  open: true,
});

export const GET = refuseAddress;
export const POST = refuseAddress;
export const PUT = refuseAddress;
export const PATCH = refuseAddress;
export const DELETE = refuseAddress;
