import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endOf, startChild, stopChild } from "./child.mjs";
import { findFreePort } from "./port.mjs";
import { folder, identityHeader, SetupError } from "./project.mjs";

const next = join(folder, "node_modules", "next", "dist", "bin", "next");
const preloads = ["../gate/preload.ts", "./server-preload.mjs"].map(
  (path) => new URL(path, import.meta.url).href,
);
/** Ready means that the first page was answered. Far more than it takes, for slow and busy machines. */
const readyMs = 180_000;
const probeMs = 40;
/** It ends by itself, after the answers under way (SHUTDOWN_SECONDS, 300 at most). This is for one that is stuck. */
const endMs = 310_000;
/** Longer than proxies keep idle connections, which is a minute for most: who closes first must be them. */
const keepAliveMs = 75_000;

/**
 * @typedef {object} Server
 * @property {number} pid of its process
 * @property {number} port
 * @property {string} url what to open, without a slash at the end
 * @property {Promise<number>} ended its exit code, once it has ended by itself or by `stop`
 * @property {() => Promise<void>} stop
 */

/**
 * Serves the built app on the first free port from `port` upwards, and answers when its first page does. From then
 * on what it writes goes to our own output.
 *
 * @param {{ node: string, port: number, host: string, environment: import("./child.mjs").Environment, only?: boolean }} options `only`
 *   that port
 * @returns {Promise<Server>}
 */
export async function startServer({ node, port, host, environment, only = false }) {
  for (let from = port; ; ) {
    const candidate = only ? port : await findFreePort(from, host);
    const attempt = await tryServer({ node, port: candidate, host, environment });
    if (attempt.server) return attempt.server;
    // Another program was quicker between our look and its start.
    if (!attempt.output.includes("EADDRINUSE")) throw new SetupError(attempt.reason, attempt.output);
    if (only) throw new SetupError(`Port ${port} is taken by another program.`);
    from = port === 0 ? 0 : candidate + 1;
  }
}

/**
 * @param {{ node: string, port: number, host: string, environment: import("./child.mjs").Environment }} options
 * @returns {Promise<{ server: Server } | { server: undefined, reason: string, output: string }>}
 */
async function tryServer({ node, port, host, environment }) {
  const address = ["--port", String(port), "--hostname", host];
  const keepAlive = ["--keepAliveTimeout", environment.KEEP_ALIVE_TIMEOUT || String(keepAliveMs)];
  const args = [
    ...preloads.flatMap((preload) => ["--import", preload]),
    next,
    "start",
    ...address,
    ...keepAlive,
  ];
  const child = startChild(node, args, { environment, graceMs: endMs });
  let output = "";
  let errors = "";
  let ready = false;
  child.stdout.on("data", (text) => {
    if (ready) process.stdout.write(text);
    else output += text;
  });
  child.stderr.on("data", (text) => {
    if (ready) process.stderr.write(text);
    else errors += text;
  });
  const ended = endOf(child, (why) => {
    errors += why;
  });
  const answer = await Promise.race([firstAnswer(host, port, child.pid), ended.then(() => undefined)]);
  if (answer !== undefined && answer < 500 && child.pid !== undefined && child.exitCode === null) {
    ready = true;
    process.stderr.write(errors);
    return {
      server: {
        port,
        pid: child.pid,
        url: `http://${shownHost(host)}:${port}`,
        ended,
        stop: () => stopChild(child),
      },
    };
  }
  await stopChild(child);
  const what = answer === undefined ? "The server ended before it was ready" : explainAnswer(answer);
  const reason = `${what}; what it wrote is above. The build stays. Mend what it names and run the same command again.`;
  return { server: undefined, reason, output: output + errors };
}

/** @param {number} answer */
function explainAnswer(answer) {
  if (answer === 0) return `The server did not answer within ${readyMs / 1_000} s`;
  return `The server runs, but its first page answers with an error (${answer})`;
}

/**
 * @param {string} host
 * @param {number} port
 * @param {number | undefined} pid
 * @returns {Promise<number>} the status of the first page; 0 when there was none in time
 */
async function firstAnswer(host, port, pid) {
  const until = performance.now() + readyMs;
  while (performance.now() < until) {
    const status = await statusOf(host, port, String(pid));
    if (status !== 0) return status;
    await delay(probeMs);
  }
  return 0;
}

/**
 * @param {string} host
 * @param {number} port
 * @param {string} pid
 * @returns {Promise<number>} 0 when nobody answers, or somebody else does
 */
function statusOf(host, port, pid) {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return new Promise((resolve) => {
    const options = { host: reachable, port, path: "/", agent: false, headers: { [identityHeader]: pid } };
    const request = get({ ...options, timeout: readyMs }, (response) => {
      const ours = response.headers[identityHeader] === pid;
      response.resume();
      response.once("close", () => resolve(ours ? (response.statusCode ?? 0) : 0));
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(0));
  });
}

/** @param {string} host */
function shownHost(host) {
  if (["127.0.0.1", "::1", "0.0.0.0", "::"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
