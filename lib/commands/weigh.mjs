import { chromium } from "@playwright/test";
import { launchOptions } from "./browser.mjs";
import { endChildrenWithUs } from "./child.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { runCommand, SetupError } from "./project.mjs";
import { startServer } from "./server.mjs";

/** JavaScript of the first page as transferred, in bytes. The libraries alone take about 220,000. */
const limitBytes = 330_000;

endChildrenWithUs((signal) => (signal === "SIGINT" ? 130 : 143));

await runCommand(async () => {
  const environment = { ...neutralEnvironment(process.execPath), OLLAMA_URL: "off" };
  const server = await startServer({ node: process.execPath, port: 0, host: "127.0.0.1", environment });
  try {
    const files = await weighFirstPage(server.url);
    for (const { url, bytes } of files) {
      if (process.argv.includes("--files")) console.log(`${String(bytes).padStart(9)}  ${url}`);
    }
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(
      `First page: ${kilobytes(total)} of JavaScript as transferred (limit ${kilobytes(limitBytes)})`,
    );
    if (files.length === 0)
      throw new SetupError("The first page loaded no JavaScript at all; it cannot work.");
    if (total > limitBytes) {
      throw new SetupError("The first page is too heavy. `npm run weigh -- --files` lists what it loads.");
    }
  } finally {
    await server.stop();
  }
  process.exit(0);
});

/**
 * Every script the first page loads by itself, prefetched ones included, heaviest first.
 *
 * @param {string} url
 */
async function weighFirstPage(url) {
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    /** @type {Promise<{ url: string, bytes: number }>[]} */
    const scripts = [];
    page.on("requestfinished", (request) => {
      const path = new URL(request.url()).pathname;
      if (!path.endsWith(".js")) return;
      scripts.push(request.sizes().then(({ responseBodySize }) => ({ url: path, bytes: responseBodySize })));
    });
    await page.goto(url, { waitUntil: "networkidle" });
    return (await Promise.all(scripts)).sort((a, b) => b.bytes - a.bytes);
  } finally {
    await browser.close();
  }
}

/** @param {number} bytes 1 KB is 1,000 of them */
function kilobytes(bytes) {
  return `${(bytes / 1_000).toFixed(1)} KB`;
}
