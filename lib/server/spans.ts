import type { Env } from "#lib/env";
import { currentRequestId, log, outsideRequests } from "#lib/log";
import type { Telemetry } from "#lib/telemetry";

let telling: Promise<Telemetry> | null = null;

/**
 * Tells OpenTelemetry of the calls of models where the environment says so, once in a process. Gives what delivers all that was not
 * delivered yet, and never rejects.
 */
export async function tellSpans(env: Env): Promise<() => Promise<void>> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return async () => {};
  telling ??= start(env.OTEL_SERVICE_NAME ?? "workings");
  const telemetry = await telling.catch((error) => {
    telling = null;
    throw error;
  });
  return () => telemetry.deliver().catch((error: unknown) => log("warn", "spans-lost", {}, error));
}

/** What that takes is loaded only where it is asked for. */
async function start(serviceName: string): Promise<Telemetry> {
  const { startTelemetry } = await import("#lib/telemetry");
  return startTelemetry({
    serviceName,
    readRequestId: currentRequestId,
    onLost: outsideRequests(() => log("warn", "spans-lost")),
  });
}
