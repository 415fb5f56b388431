import { explainFailure, type Failure, isCrossSite } from "#lib/server";
import { isAdmitted } from "../admission.ts";
import { refuse } from "./json.ts";

interface Serving {
  /** To all, where the deployment is closed to those without its code. */
  open: boolean;
}

/**
 * A route's handler that hears no request which a page of another site had a browser send, and none without access to a closed
 * deployment, and that says so, as every refusal does, when it fails.
 */
export function serve<Rest extends unknown[]>(
  handle: (request: Request, ...rest: Rest) => Promise<Response>,
  { open }: Serving = { open: false },
) {
  return async (request: Request, ...rest: Rest): Promise<Response> => {
    try {
      if (isCrossSite(request)) return refuseCrossSite();
      if (!open && !(await isAdmitted())) return refuseStranger();
      return await handle(request, ...rest);
    } catch (error) {
      // Nobody hears it, and whoever leaves in the middle of a body is no failure of ours.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return refuseFailed(await explainFailure(error));
    }
  };
}

function refuseCrossSite(): Response {
  return refuse(
    403,
    "cross-site",
    "A page of another site had your browser send this, so nothing was done. Open Workings itself and do it there.",
  );
}

function refuseStranger(): Response {
  return refuse(
    401,
    "access-code-needed",
    "This place asks for a code, or for its code anew. Open the page again to enter it.",
  );
}

function refuseFailed(failure: Failure): Response {
  const words = describeFailure(failure);
  return failure === "no-database"
    ? refuse(503, failure, words, { "retry-after": retryAfterSeconds })
    : refuse(500, failure, words);
}

const retryAfterSeconds = "10";

/** For the reader. */
export function describeFailure(failure: Failure): string {
  switch (failure) {
    case "no-database":
      return "This server cannot reach its database at the moment. What was saved before is not touched by it. Try again in a while.";
    case "internal":
      return "This server failed at what was asked of it; its log says more.";
  }
}
