import { hostname } from "node:os";
import { ensureBuilt } from "./build.mjs";
import { endChildrenWithUs } from "./child.mjs";
import { childEnvironment } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { readHost, readPort } from "./port.mjs";
import { runCommand } from "./project.mjs";
import { startServer } from "./server.mjs";

// Ctrl-C is how one stops it, so it is no failure, and npm has nothing to complain about.
endChildrenWithUs(() => 0);

await runCommand(async () => {
  const port = readPort(process.env.PORT, 3000);
  const host = readHost(process.env, hostname());
  const node = await ensureInstalled();
  await ensureBuilt(node);
  const server = await startServer({ node, port, host, environment: childEnvironment(node) });
  if (port !== 0 && server.port !== port) {
    console.log(`Port ${port} is taken, so it is ${server.port} this time (PORT chooses another).`);
  }
  console.log(`Workings is ready at ${server.url}`);
  const code = await server.ended;
  console.error("The server has ended by itself; what it wrote is above. `npm start` starts it again.");
  process.exit(code || 1);
});
