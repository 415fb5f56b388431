// Runs one function of Vercel's output as their runtime does: its handler in a process of its own, a request at a time or
// several, and what it wants to go on with after an answer. `node launch.mjs HANDLER KIND`, where the kind is `node` or `web`, says its port when it can be asked.
import { AsyncLocalStorage } from "node:async_hooks";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const [file = "", kind = "node"] = process.argv.slice(2);
/** @type {AsyncLocalStorage<{ waitUntil: (work: Promise<unknown>) => void }>} */
const context = new AsyncLocalStorage();
Object.assign(globalThis, {
  [Symbol.for("@vercel/request-context")]: { get: () => context.getStore() },
});

const handle = createRequire(file)(file);
const server = createServer((request, response) => {
  const waitUntil = (/** @type {Promise<unknown>} */ work) => {
    work.catch((error) => console.error("Work after an answer failed:", error));
  };
  context.run({ waitUntil }, async () => {
    try {
      await (kind === "web" ? handleWeb(request, response) : handle(request, response));
    } catch (error) {
      console.error("The function failed:", error);
      response.destroy();
    }
  });
});

/** @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} */
async function handleWeb({ url, method = "GET", headers }, response) {
  const all = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  const asked = new Request(`http://${headers.host}${url}`, { method, headers: Object.fromEntries(all) });
  /** @type {Response} */
  const answer = await handle(asked);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`port ${address.port}`);
});
