import { randomUUID } from "node:crypto";
import { currentRequestId, log, withRequest } from "#lib/log";
import { explainFailure, type Failure, isCrossSite } from "#lib/server";
import { isAdmitted } from "../admission.ts";
import { refuse } from "./json.ts";
import { nameRoute, type RouteContext } from "./name-route.ts";

interface Serving {
  /** To all, where the deployment is closed to those without its code. */
  open: boolean;
}

/** After so long a database that is away may be asked for again. */
const retryAfterSeconds = "10";

/** Under which a log knows a request; its answer carries it. */
const idHeader = "x-request-id";

/**
 * A route's handler that hears no request which a page of another site had a browser send, and none without access to a closed
 * deployment, and that says so, as every refusal does, when it fails. Whatever it logs, and the answer it gives, name the request.
 */
export function serve<Rest extends [] | [RouteContext]>(
  handle: (request: Request, ...rest: Rest) => Promise<Response>,
  { open }: Serving = { open: false },
) {
  return async (request: Request, ...rest: Rest): Promise<Response> => {
    const id = randomUUID();
    return withRequest(id, async () => {
      const startedAt = performance.now();
      const response = await answer(request, open, () => handle(request, ...rest));
      response.headers.set(idHeader, id);
      log("debug", "request", {
        method: request.method,
        route: await nameRoute(request, rest[0]),
        status: response.status,
        // Until its answer begins: how long a stream goes on is up to what it tells.
        ms: Math.round(performance.now() - startedAt),
      });
      return response;
    });
  };
}

async function answer(request: Request, open: boolean, handle: () => Promise<Response>): Promise<Response> {
  try {
    if (isCrossSite(request)) return refuseCrossSite();
    if (!open && !(await isAdmitted())) return refuseStranger();
    return await handle();
  } catch (error) {
    // Nobody hears it, and whoever leaves in the middle of a body is no failure of ours.
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return refuseFailed(await explainFailure(error));
  }
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
  return failure === "no-database"
    ? refuse(503, failure, describeFailure(failure), { "retry-after": retryAfterSeconds })
    : refuse(500, failure, describeFailure(failure));
}

/** For the reader. */
export function describeFailure(failure: Failure): string {
  switch (failure) {
    case "no-database":
      return "This server cannot reach its database at the moment. What was saved before is not touched by it. Try again in a while.";
    case "internal":
      return `This server failed at what was asked of it; its log says more${tellRequest()}.`;
  }
}

function tellRequest(): string {
  const id = currentRequestId();
  return id === null ? "" : ` under the request ${id}`;
}
