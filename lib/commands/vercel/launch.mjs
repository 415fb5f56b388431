// Runs one function of Vercel's output as their runtime does: its handler in a process of its own, a request at a time or
// several, and what it wants to go on with after an answer. `node launch.mjs HANDLER` says its port when it can be asked.
import { AsyncLocalStorage } from "node:async_hooks";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const [file = ""] = process.argv.slice(2);
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
      await handle(request, response);
    } catch (error) {
      console.error("The function failed:", error);
      response.destroy();
    }
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`port ${address.port}`);
});
