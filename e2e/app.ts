import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../lib/commands/server.mjs";

export interface App {
  url: string;
  /** Has the system send it a signal, and resolves when it is gone. */
  end: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
  /** Ends it, and removes what it kept. */
  stop: () => Promise<void>;
}

/** Starts the built app with nothing configured but what the test names, on a free port, with nothing kept from before. */
export async function startApp(configuration: Record<string, string>): Promise<App> {
  const folder = await createFolder();
  const app = await startAppIn(folder.path, configuration);
  return {
    ...app,
    async stop() {
      await app.stop();
      await folder.remove();
    },
  };
}

/** Starts it with what another kept in that folder; it stays there. */
export async function startAppIn(folder: string, configuration: Record<string, string>): Promise<App> {
  const { url, pid, ended, stop } = await startServer({
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
      // The tests of a file are one network, and many; one may begin many chats.
      REQUESTS_PER_OWNER: "off",
      REQUESTS_PER_NETWORK: "off",
      REQUESTS_PER_HOUR: "off",
      // No test waits for what it ends.
      SHUTDOWN_SECONDS: "0",
      LOG_LEVEL: "error",
      DATA_FOLDER: join(folder, "data"),
      ...configuration,
    },
  });
  return {
    url,
    async end(signal) {
      process.kill(pid, signal);
      await ended;
    },
    stop,
  };
}

/** An empty folder for what apps keep. */
export async function createFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "workings-test-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
