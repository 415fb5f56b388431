import { randomUUID } from "node:crypto";
import { currentRequestId, log, withRequest } from "#lib/log";
import { explainFailure, type Failure } from "#lib/server";
import { refuse } from "./json.ts";
import { nameRoute, type RouteContext } from "./name-route.ts";

/** After so long a database that is away may be asked for again. */
const retryAfterSeconds = "10";

/** Under which a log knows a request; its answer carries it. */
const idHeader = "x-request-id";

/**
 * A route's handler that says so, as every refusal does, when it fails. Whatever it logs, and the answer it gives, name the
 * request.
 */
export function serve<Rest extends [] | [RouteContext]>(
  handle: (request: Request, ...rest: Rest) => Promise<Response>,
) {
  return async (request: Request, ...rest: Rest): Promise<Response> => {
    const id = randomUUID();
    return withRequest(id, async () => {
      const startedAt = performance.now();
      const response = await answer(handle, request, rest);
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

async function answer<Rest extends unknown[]>(
  handle: (request: Request, ...rest: Rest) => Promise<Response>,
  request: Request,
  rest: Rest,
): Promise<Response> {
  try {
    return await handle(request, ...rest);
  } catch (error) {
    // Nobody hears it, and whoever leaves in the middle of a body is no failure of ours.
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return refuseFailed(await explainFailure(error));
  }
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
