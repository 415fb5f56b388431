import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { ensureBuilt } from "./build.mjs";
import { endChildrenWithUs } from "./child.mjs";
import { childEnvironment } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { keepServing } from "./keep-serving.mjs";
import { readHost, readPort } from "./port.mjs";
import { runCommand } from "./project.mjs";
import { startServer } from "./server.mjs";

// Ctrl-C is how one stops it, so it is no failure, and npm has nothing to complain about.
endChildrenWithUs(
  () => 0,
  () => console.log("Answers under way may come to their end; Ctrl-C once more ends them now."),
);

await runCommand(async () => {
  const port = readPort(process.env.PORT, 3000);
  const host = readHost(process.env, hostname());
  const node = await ensureInstalled();
  await ensureBuilt(node);
  const environment = childEnvironment(node);
  const server = await startServer({ node, port, host, environment });
  if (port !== 0 && server.port !== port) {
    console.log(`Port ${port} is taken, so it is ${server.port} this time (PORT chooses another).`);
  }
  console.log(`Workings is ready at ${server.url}`);
  const again = async () => {
    const next = await startServer({ node, port: server.port, host, environment, only: true });
    console.log(`Workings is ready again at ${next.url}`);
    return next;
  };
  const code = await keepServing(server, again, {
    pause: (ms) => delay(ms),
    tell: (words) => console.error(words),
  });
  process.exit(code || 1);
});
