import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on this machine that a browser can reach, and should not. */
export interface Canary {
  url: string;
  /** What it was asked for, and every connection that was opened to ask for something. */
  heard: string[];
  close(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*");
    response.end("Tweet.");
  });
  server.on("connection", () => heard.push("a connection"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
