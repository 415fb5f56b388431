import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../lib/commands/port.mjs";
import { createFolder } from "./app.ts";
import { expect } from "./test.ts";

const project = fileURLToPath(new URL("../", import.meta.url));

/** The built app, and all that it has written so far to standard output and error. */
export interface OverheardApp {
  url: string;
  written(): string;
  stop(): Promise<void>;
}

/** Starts it as `npm start` does, and waits until it answers with that status. */
export async function overhear(configuration: Record<string, string>, status = 200): Promise<OverheardApp> {
  const folder = await createFolder();
  const port = await findFreePort(0, "127.0.0.1");
  const args = ["node_modules/next/dist/bin/next", "start", "--port", `${port}`, "--hostname", "127.0.0.1"];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      __NEXT_PROCESSED_ENV: "true",
      OLLAMA_URL: "off",
      DATA_FOLDER: `${folder.path}/data`,
      LOG_LEVEL: "debug",
      ...configuration,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
  const url = `http://127.0.0.1:${port}`;
  const ask = () =>
    fetch(url).then(
      (response) => response.status,
      () => 0,
    );
  try {
    await expect.poll(ask, { message: "the status of the first page" }).toBe(status);
  } catch (error) {
    child.kill("SIGKILL");
    throw new Error(`The app did not start: ${written}`, { cause: error });
  }
  return {
    url,
    written: () => written,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await folder.remove();
    },
  };
}
