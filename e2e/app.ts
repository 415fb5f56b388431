import { startServer } from "../lib/commands/server.mjs";

export interface App {
  url: string;
  stop: () => Promise<void>;
}

/** Starts the built app with nothing configured but what the test names, on a free port. */
export async function startApp(configuration: Record<string, string>): Promise<App> {
  return startServer({
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
      ...configuration,
    },
  });
}
