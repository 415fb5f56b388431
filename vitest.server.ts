import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** One request as the server saw it. */
export interface Seen {
  path: string;
  headers: IncomingMessage["headers"];
  /** As it came over the wire. */
  text: string;
  /** Its JSON; null where there was no body. */
  body: Record<string, unknown> | null;
}

export interface LocalServer {
  /** Without a path. */
  url: string;
  /** What was asked so far, oldest first. */
  seen: Seen[];
}

/** A real HTTP server for the length of one test; `answer` decides what each request gets. */
export async function startServer(
  answer: (response: ServerResponse, request: Seen) => void,
): Promise<LocalServer> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const entry = {
      path: request.url ?? "",
      headers: request.headers,
      text,
      body: text ? JSON.parse(text) : null,
    };
    seen.push(entry);
    answer(response, entry);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

/** An address where nobody listens: a server's that was closed. */
export async function findClosedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** A failure in the words of OpenAI's API. No `retry-after`, and none is wanted: the client would wait. */
export function sendError(response: ServerResponse, status: number): void {
  response.setHeader("retry-after-ms", "1");
  sendJson(response, status, {
    error: { message: `status ${status}`, type: "error", param: null, code: null },
  });
}

/** A whole answer of the Responses API. */
export function respond(content: unknown[], more: Record<string, unknown> = {}) {
  return {
    id: "resp_1",
    created_at: 1,
    model: "test-model",
    output: [{ type: "message", role: "assistant", id: "msg_1", content }],
    usage: { input_tokens: 100, output_tokens: 20 },
    ...more,
  };
}

export function textPart(text: string) {
  return { type: "output_text", text, annotations: [] };
}
