import type { Env } from "#lib/env";
import { currentRequestId, log, outsideRequests } from "#lib/log";

let telling = false;

/** Tells OpenTelemetry of the calls of models, once in a process. What that takes is loaded only where it is asked for. */
export async function tellSpans(env: Env): Promise<void> {
  if (telling) return;
  telling = true;
  const { startTelemetry } = await import("#lib/telemetry");
  const telemetry = startTelemetry({
    serviceName: env.OTEL_SERVICE_NAME ?? "workings",
    readRequestId: currentRequestId,
    onLost: outsideRequests(() => log("warn", "spans-lost")),
  });
  const failed = (error: unknown) => log("warn", "spans-lost", {}, error);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void telemetry.close().catch(failed));
}
