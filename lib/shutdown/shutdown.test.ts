import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";

const program = fileURLToPath(new URL("./shutdown.fixture.ts", import.meta.url));

async function start(graceMs: number): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(program, [String(graceMs)]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const [{ port }] = await once(child, "message");
  return { child, port };
}

/** Asks on a connection that is kept, until an answer has begun. */
async function ask(port: number, path: string): Promise<IncomingMessage> {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const [response] = await once(get({ port, path, agent, host: "127.0.0.1" }), "response");
  response.on("error", () => {});
  return response;
}

it("ends as soon as the last response is whole, though its connection would be kept for an hour", async () => {
  const { child, port } = await start(3_600_000);
  const response = await ask(port, "/");
  const told = once(child, "message");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await told).toEqual(["finishing", undefined]);
  child.send("finish");
  expect(await text(response)).toBe("begundone");
  expect(await ended).toEqual([0, null]);
});

it("waits no longer than its grace for a response that never ends", async () => {
  const { child, port } = await start(0);
  await ask(port, "/stuck");
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  expect(await ended).toEqual([143, null]);
});
