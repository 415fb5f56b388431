import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { browserArguments, findBrowser } from "../../browser.mjs";
import { ensureBuilt } from "../../build.mjs";
import { neutralEnvironment } from "../../environment.mjs";
import { startServer } from "../../server.mjs";
import type { Row } from "../row.ts";
import { measureLong } from "./long.ts";
import { seedChats } from "./seed.ts";
import { startProvider } from "./stream.ts";
import { measureStreams } from "./streams.ts";

/** The page in a browser, with the built app behind it and a provider that speaks at a hundred tokens a second. */
export async function measurePage(): Promise<Row[]> {
  const node = process.execPath;
  await ensureBuilt(node);
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const provider = await startProvider();
  const seeded = await seedChats(folder);
  const server = await startServer({
    node,
    port: 0,
    host: "127.0.0.1",
    environment: {
      ...neutralEnvironment(node),
      OLLAMA_URL: "off",
      DATA_FOLDER: folder,
      OPENAI_API_KEY: "bench-key",
      OPENAI_BASE_URL: `${provider.url}/v1`,
      MODEL: "bench-model",
      REVIEW_MODEL: "bench-reviewer",
    },
  });
  let browser: Browser | null = null;
  try {
    const executablePath = findBrowser(chromium.executablePath());
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments });
    const site = { browser, url: server.url, seeded };
    return [...(await measureStreams(site, provider)), ...(await measureLong(site))];
  } finally {
    await browser?.close();
    await server.stop();
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  }
}
