import { createServer } from "node:net";
import { SetupError } from "./project.mjs";

const lastPort = 65_535;

/**
 * @param {string | undefined} text the variable PORT
 * @param {number} otherwise
 */
export function readPort(text, otherwise) {
  if (text === undefined || text.trim() === "") return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= lastPort) return port;
  throw new SetupError(
    `PORT is "${text}", which is no port: use a whole number from 1 to ${lastPort}, or none for 3000.`,
  );
}

/**
 * Where to listen. This machine only, unless somebody asks for more: whoever reaches the page spends the owner's
 * tokens. Some shells and containers set HOST or HOSTNAME to the machine's own name, which asks for nothing.
 *
 * @param {Record<string, string | undefined>} environment
 * @param {string} machine the machine's own name
 */
export function readHost({ HOST, HOSTNAME }, machine) {
  return [HOST, HOSTNAME].find((name) => name && name !== machine) ?? "127.0.0.1";
}

/**
 * The first port from `port` upwards that nothing listens on; 0 asks the system for any.
 *
 * @param {number} port
 * @param {string} host
 */
export async function findFreePort(port, host) {
  if (port === 0) return await listenOnce(0, host);
  for (let candidate = port; candidate <= lastPort; candidate++) {
    if (await isFree(candidate, host)) return candidate;
  }
  throw new SetupError(`Every port from ${port} to ${lastPort} is taken. Set PORT to a lower one.`);
}

/**
 * A port counts as taken when anything on this machine listens on it: with another server on [::1]:3000, a browser
 * that opens localhost:3000 may well meet that one.
 *
 * @param {number} port
 * @param {string} host
 */
async function isFree(port, host) {
  for (const address of new Set([host, "127.0.0.1", "::1", "0.0.0.0", "::"])) {
    try {
      await listenOnce(port, address);
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (code === "EADDRINUSE") return false;
      if (code === "EACCES") {
        throw new SetupError(`This user may not listen on port ${port}. Set PORT to one above 1023.`);
      }
      // This machine has no such address (no IPv6, say), so nothing listens there. Ours must exist.
      if (address === host)
        throw new SetupError(`Cannot listen on ${host} (${code}). Check the variable HOST.`);
    }
  }
  return true;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port it was
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
