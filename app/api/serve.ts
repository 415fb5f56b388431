import { explainFailure, type Failure, isCrossSite } from "#lib/server";
import { refuse } from "./json.ts";

/**
 * A route's handler that hears no request which a page of another site had a browser send, and that says so, as every refusal does,
 * when it fails.
 */
export function serve<Rest extends unknown[]>(
  handle: (request: Request, ...rest: Rest) => Promise<Response>,
) {
  return async (request: Request, ...rest: Rest): Promise<Response> => {
    try {
      if (isCrossSite(request)) return refuseCrossSite();
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

function refuseFailed(failure: Failure): Response {
  return failure === "no-database"
    ? refuse(503, failure, describeFailure(failure), { "retry-after": "5" })
    : refuse(500, failure, describeFailure(failure));
}

/** For the reader. */
export function describeFailure(failure: Failure): string {
  switch (failure) {
    case "no-database":
      return "This server cannot reach its database at the moment. What was saved before is not touched by it. Try again in a while.";
    case "internal":
      return "This server failed at what was asked of it; its log says more.";
  }
}
