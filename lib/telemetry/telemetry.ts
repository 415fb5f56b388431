import { OpenTelemetry } from "@ai-sdk/otel";
import { DiagLogLevel, diag } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { registerTelemetry } from "ai";
import { discreet } from "./discreet.ts";

export interface TelemetryOptions {
  /** What the server is called where its spans are read. */
  serviceName: string;
  /** The id of the request at hand, by which spans are found from a line of the log; null where there is none. */
  readRequestId: () => string | null;
  /** Hears that spans could not be delivered; nothing waits for it. */
  onLost: () => void;
}

export interface Telemetry {
  /** Delivers what has not been delivered yet. */
  deliver(): Promise<void>;
}

/** Between two deliveries, in milliseconds: short, since a server may be put to sleep after an answer. */
const deliveryMs = 1_000;

/**
 * Has the AI SDK tell of its calls, to where OpenTelemetry's own variables say (OTEL_EXPORTER_OTLP_ENDPOINT, _HEADERS and so on,
 * which the exporter reads by itself). Its tracer is nobody else's: Next would find one that is registered for all, and tell of
 * pages that fail with the whole message of the error.
 */
export function startTelemetry({ serviceName, readRequestId, onLost }: TelemetryOptions): Telemetry {
  diag.setLogger(
    { error: onLost, warn: onLost, info() {}, debug() {}, verbose() {} },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const exporter = discreet(new OTLPTraceExporter());
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName }),
    spanProcessors: [
      {
        onStart: (span) => {
          const id = readRequestId();
          if (id !== null) span.setAttribute("workings.request_id", id);
        },
        onEnd() {},
        forceFlush: async () => undefined,
        shutdown: async () => undefined,
      },
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: deliveryMs }),
    ],
  });
  registerTelemetry(new OpenTelemetry({ tracer: provider.getTracer("workings") }));
  return { deliver: () => provider.forceFlush() };
}
