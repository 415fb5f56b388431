import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild, stopChild } from "../child.mjs";
import { SetupError } from "../project.mjs";
import { type AssembledFunction, assemble, listFunctions } from "./functions.ts";
import { type Passed, passMiddleware } from "./middleware.ts";

const launcher = fileURLToPath(new URL("./launch.mjs", import.meta.url));

/** A function's process that can be asked. */
export interface Launched {
  port: number;
  /** What it has written to its error output so far. */
  said: () => string;
  stop: () => Promise<void>;
}

/** Starts a function with nothing in its environment but what is given. */
export async function launch(
  { folder, handler, isWeb }: AssembledFunction,
  configuration: Record<string, string>,
): Promise<Launched> {
  const child = startChild(process.execPath, [launcher, join(folder, handler), isWeb ? "web" : "node"], {
    environment: { VERCEL: "1", NODE_ENV: "production", ...configuration },
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (text: string) => {
      const [, digits] = /^port (\d+)$/m.exec(text) ?? [];
      if (digits !== undefined) resolve(Number(digits));
    });
    child.once("close", () => reject(new SetupError("A function ended before it could be asked.", said)));
  });
  return { port, said: () => said, stop: () => stopChild(child) };
}

interface Route {
  src?: string;
  dest?: string;
  handle?: string;
  has?: unknown;
  middlewarePath?: string;
}

/** A deployment on this machine: static files and functions, each in a folder and process of its own, behind one address. */
export interface Deployment {
  url: string;
  /** The function that answers an address. */
  find(path: string): AssembledFunction;
  stop(): Promise<void>;
}

/** Serves an output as far as its own routing is needed for whole pages and for the API. */
export async function serveOutput(
  { project, output, folder }: { project: string; output: string; folder: string },
  configuration: Record<string, string>,
): Promise<Deployment> {
  const { routes }: { routes: Route[] } = JSON.parse(readFileSync(join(output, "config.json"), "utf8"));
  const middleware = routes.find(({ middlewarePath }) => middlewarePath !== undefined);
  const rewrites = routes.slice(routes.findIndex(({ handle }) => handle === "rewrite") + 1);
  const functions = listFunctions(output);
  const assembled = new Map<string, AssembledFunction>();
  const launched = new Map<string, Promise<Launched>>();

  function match(path: string): { matched: string; source: string; query: string } {
    const own = functions.get(path);
    if (own !== undefined) return { matched: path, source: own, query: "" };
    for (const { src, dest, has } of rewrites) {
      const found = src !== undefined && dest !== undefined && !has && new RegExp(src).exec(path);
      if (!found) continue;
      const filled = dest.replace(/\$(\w+)/g, (_, name) => encodeURIComponent(found.groups?.[name] ?? ""));
      const [matched = "", query = ""] = filled.split("?");
      const source = functions.get(matched);
      if (source !== undefined) return { matched, source, query };
    }
    throw new SetupError(`Nothing of Vercel's output answers ${path}.`);
  }

  function assembleOnce(source: string): AssembledFunction {
    const made =
      assembled.get(source) ?? assemble(project, source, join(folder, `function-${assembled.size + 1}`));
    assembled.set(source, made);
    return made;
  }

  async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(asked.url ?? "/", "http://deployment");
    const file = join(output, "static", posix.normalize(pathname));
    if (existsSync(file) && statSync(file).isFile()) {
      response.end(readFileSync(file));
      return;
    }
    const passed = await pass(pathname, asked);
    if ("response" in passed) {
      response.writeHead(passed.response.status, Object.fromEntries(passed.response.headers));
      response.end(Buffer.from(await passed.response.arrayBuffer()));
      return;
    }
    const { matched, source, query } = match(pathname);
    const queries = [search.slice(1), query].filter(Boolean).join("&");
    const forwarded = request(
      {
        host: "127.0.0.1",
        port: await start(source),
        path: pathname + (queries && `?${queries}`),
        method: asked.method,
        headers: { ...passed.headers, "x-matched-path": matched },
      },
      (reply) => {
        response.writeHead(reply.statusCode ?? 500, { ...reply.headers, ...passed.answerHeaders });
        reply.pipe(response);
      },
    );
    forwarded.once("error", () => response.destroy());
    asked.pipe(forwarded);
  }

  async function start(source: string): Promise<number> {
    const process = launched.get(source) ?? launch(assembleOnce(source), configuration);
    launched.set(source, process);
    return (await process).port;
  }

  /** Through the function before all others, where there is one for this address. */
  async function pass(path: string, { url, method = "GET", headers }: IncomingMessage): Promise<Passed> {
    const { src = "", middlewarePath = "" } = middleware ?? {};
    const source = functions.get(middlewarePath);
    if (source === undefined || !new RegExp(src).test(path)) return { headers, answerHeaders: {} };
    return passMiddleware(`http://127.0.0.1:${await start(source)}${url}`, method, headers);
  }

  const server = createServer((asked, response) => {
    answer(asked, response).catch((error) => {
      response.writeHead(502).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    find: (path) => assembleOnce(match(path).source),
    async stop() {
      server.closeAllConnections();
      server.close();
      for (const process of launched.values()) await (await process).stop();
    },
  };
}
