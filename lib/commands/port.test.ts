import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { findFreePort, readHost, readPort } from "./port.mjs";

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(host: string, port = 0) {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("No port");
  return address.port;
}

describe("a free port", () => {
  test("is the one asked for when nothing listens there", async () => {
    const port = await findFreePort(0, "127.0.0.1");
    expect(port).toBeGreaterThan(0);
    expect(await findFreePort(port, "127.0.0.1")).toBe(port);
  });

  test.each(["127.0.0.1", "0.0.0.0"])("is a later one when %s listens there", async (host) => {
    const taken = await listen(host);
    expect(await findFreePort(taken, "127.0.0.1")).toBeGreaterThan(taken);
  });

  test("is not one where only IPv6 listens: localhost may mean that", async ({ skip }) => {
    const taken = await listen("::1").catch(() => undefined);
    if (taken === undefined) return skip("no IPv6 here");
    expect(await findFreePort(taken, "127.0.0.1")).toBeGreaterThan(taken);
  });

  test("does not exist on an address that is not ours", async () => {
    await expect(findFreePort(3000, "192.0.2.1")).rejects.toThrow("Cannot listen on 192.0.2.1");
  });
});

describe("PORT", () => {
  test.each([
    [undefined, 3000],
    ["", 3000],
    ["8080", 8080],
    ["0", 0],
  ])("%j means %j", (text, port) => expect(readPort(text, 3000)).toBe(port));

  test.each(["abc", "70000", "-1", "3000.5"])("%j is refused in words", (text) => {
    expect(() => readPort(text, 3000)).toThrow(`PORT is "${text}"`);
  });
});

describe("HOST", () => {
  test("is this machine alone unless somebody asks for more", () => {
    expect(readHost({}, "box")).toBe("127.0.0.1");
    expect(readHost({ HOST: "0.0.0.0" }, "box")).toBe("0.0.0.0");
    expect(readHost({ HOSTNAME: "::" }, "box")).toBe("::");
    expect(readHost({ HOST: "10.0.0.1", HOSTNAME: "::" }, "box")).toBe("10.0.0.1");
  });

  test("as the machine's own name, set by a shell or a container, asks for nothing", () => {
    expect(readHost({ HOSTNAME: "box" }, "box")).toBe("127.0.0.1");
    expect(readHost({ HOST: "box", HOSTNAME: "0.0.0.0" }, "box")).toBe("0.0.0.0");
  });
});
