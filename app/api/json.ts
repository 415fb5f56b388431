import type { z } from "zod";

/** The body of every answer that is an error. */
export interface ErrorBody {
  error: { code: string; message: string };
}

/** An answer that says what was wrong. */
export function refuse(status: number, code: string, message: string, headers?: HeadersInit): Response {
  const body: ErrorBody = { error: { code, message } };
  return Response.json(body, { status, ...(headers ? { headers } : {}) });
}

/** For the methods a route does not have. */
export function refuseMethod(...allowed: string[]) {
  const methods = allowed.join(", ");
  return () => refuse(405, "wrong-method", `This address takes ${methods} only.`, { allow: methods });
}

export type Read<T> = { ok: true; value: T } | { ok: false; refusal: Response };

/** Reads a JSON body of at most `maxBytes` that fits a schema, or says why it cannot. */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T, unknown>,
  maxBytes: number,
): Promise<Read<T>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return {
      ok: false,
      refusal: refuse(415, "wrong-content-type", "Send JSON, with content-type application/json."),
    };
  }
  const text = await readText(request, maxBytes);
  if (text === null) {
    return { ok: false, refusal: refuse(413, "too-large", `The body may have at most ${maxBytes} bytes.`) };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, refusal: refuse(400, "broken-json", "The body is no JSON.") };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const wrong = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    return path.length > 0 ? `${path.join(".")}: ${message}` : message;
  });
  return { ok: false, refusal: refuse(400, "wrong-body", wrong.join("; ")) };
}

/** How much of a body that is too large is still read, and dropped, in bytes. */
const maxDroppedBytes = 4 * 1024 * 1024;

/**
 * Null when there are more than `maxBytes`, whatever the headers said. The rest is read all the same, within reason: a
 * client hears no answer while it sends, and its next request on the connection would wait behind what nobody reads.
 */
async function readText(request: Request, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes <= maxBytes) chunks.push(chunk);
    else if (bytes > maxBytes + maxDroppedBytes) break;
  }
  return bytes > maxBytes ? null : Buffer.concat(chunks).toString("utf8");
}
