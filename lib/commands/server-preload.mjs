// Loaded into a server with `node --import`: it never outlives the command that started it, and that command can tell its
// answers from those of another server that took the port.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { whenParentIsGone } from "./parent.mjs";
import { identityHeader } from "./project.mjs";

const graceMs = 3_000;

whenParentIsGone(() => {
  setTimeout(() => process.exit(1), graceMs).unref();
  process.kill(process.pid, "SIGTERM");
});

const requests = "http.server.request.start";
subscribe(requests, function identify(message) {
  const { request, response } =
    /** @type {{ request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse }} */ (
      message
    );
  if (request.headers[identityHeader] !== String(process.pid)) return;
  response.setHeader(identityHeader, process.pid);
  unsubscribe(requests, identify);
});
