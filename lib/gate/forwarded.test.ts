import { createServer, get, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TrustedProxy } from "#lib/access";
import { guardForwarded } from "#lib/gate";

const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Everything that somebody could claim. */
const forged = {
  "x-forwarded-for": "198.51.100.7, 203.0.113.9",
  "X-Forwarded-Proto": "https",
  "x-forwarded-host": "evil.example",
  "x-forwarded-port": "443",
  "x-forwarded-server": "evil.example",
  "x-forwarded": "for=198.51.100.7",
  forwarded: "for=198.51.100.7",
  "x-real-ip": "198.51.100.7",
  "x-client-ip": "198.51.100.7",
  "client-ip": "198.51.100.7",
  "true-client-ip": "198.51.100.7",
  "cf-connecting-ip": "198.51.100.7",
  "x-vercel-forwarded-for": "198.51.100.7",
  "x-original-url": "/",
  via: "1.1 evil.example",
};

/** What of it a server reads, and what it is told besides. */
async function read(proxy: TrustedProxy): Promise<IncomingHttpHeaders> {
  guardForwarded(proxy);
  const { port } = server.address() as AddressInfo;
  const options = { host: "127.0.0.1", port, agent: false, headers: { ...forged, accept: "text/html" } };
  const body = await new Promise<string>((resolve, reject) => {
    get(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (more) => {
        text += more;
      });
      response.on("end", () => resolve(text)).on("error", reject);
    }).on("error", reject);
  });
  const { host: _, connection: __, ...headers } = JSON.parse(body);
  return headers;
}

describe("what a request says of where it came from", () => {
  it("is dropped where nobody is trusted, and the connection's address stands there", async () => {
    expect(await read({ kind: "none" })).toEqual({ accept: "text/html", "x-forwarded-for": "127.0.0.1" });
  });

  it("is what proxies write where so many are trusted, and nothing else", async () => {
    expect(await read({ kind: "proxies", count: 1 })).toEqual({
      accept: "text/html",
      "x-forwarded-for": "198.51.100.7, 203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      "x-forwarded-port": "443",
    });
  });

  it("stays on Vercel, which replaces what its clients sent", async () => {
    expect(await read({ kind: "vercel" })).toMatchObject({ "x-vercel-forwarded-for": "198.51.100.7" });
  });
});
