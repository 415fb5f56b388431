import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../lib/commands/server.mjs";

export interface App {
  url: string;
  stop: () => Promise<void>;
}

/** Starts the built app with nothing configured but what the test names, on a free port, with nothing kept from before. */
export async function startApp(configuration: Record<string, string>): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), "workings-test-"));
  const server = await startServer({
    node: process.execPath,
    port: 0,
    host: "127.0.0.1",
    environment: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NEXT_TELEMETRY_DISABLED: "1",
      // Next reads .env files unless it believes that its parent already has.
      __NEXT_PROCESSED_ENV: "true",
      OLLAMA_URL: "off",
      DATA_FOLDER: join(folder, "data"),
      ...configuration,
    },
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
