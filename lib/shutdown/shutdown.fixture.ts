/** A server that ends as `next start` does: it stops listening at the signal, and exits when all connections are closed. */
import { createServer } from "node:http";
import { endWithGrace } from "#lib/shutdown";

const working = Promise.withResolvers<void>();
const server = createServer(async (request, response) => {
  if (request.url === "/stuck") {
    response.write("begun");
    return;
  }
  response.write("begun");
  await working.promise;
  response.end("done");
});
server.keepAliveTimeout = 3_600_000;
process.on("SIGTERM", () => server.close(() => process.exit(0)));
process.on("message", () => working.resolve());
endWithGrace(Number(process.argv[2]), async () => {
  process.send?.("finishing");
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
