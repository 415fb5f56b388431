import type { Attributes } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";

/**
 * The attributes that may leave this server. A list of what may, and not of what must not: an integration that tells of more in
 * its next version tells it to nobody.
 */
const told = new Set([
  "error.type",
  "gen_ai.operation.name",
  "gen_ai.provider.name",
  "gen_ai.request.max_tokens",
  "gen_ai.request.model",
  "gen_ai.request.stream",
  "gen_ai.response.finish_reasons",
  "gen_ai.response.model",
  "gen_ai.tool.name",
  "gen_ai.usage.cache_creation.input_tokens",
  "gen_ai.usage.cache_read.input_tokens",
  "gen_ai.usage.input_tokens",
  "gen_ai.usage.output_tokens",
  "http.response.status_code",
  "server.address",
  "server.port",
  "workings.request_id",
]);

/** Of a name and of an attribute, in characters. */
const maxChars = 100;

/** Hands spans on without what somebody wrote: neither other attributes, nor events, nor what an error says. */
export function discreet(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, onEnd) => exporter.export(spans.map(keepFigures), onEnd),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function keepFigures(span: ReadableSpan): ReadableSpan {
  // Its fields may be getters of its class, which a copy would lose.
  return Object.create(span, {
    name: { value: span.name.slice(0, maxChars) },
    attributes: { value: pick(span.attributes) },
    events: { value: [] },
    links: { value: [] },
    status: { value: { code: span.status.code } },
  });
}

function pick(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => told.has(name))
      .map(([name, value]) => [name, typeof value === "string" ? value.slice(0, maxChars) : value]),
  );
}
