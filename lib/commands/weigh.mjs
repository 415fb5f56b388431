import { chromium } from "@playwright/test";
import { browserArguments } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { endChildrenWithUs } from "./child.mjs";
import { ensureBrowser } from "./ensure-browser.mjs";
import { neutralEnvironment } from "./environment.mjs";
import { runCommand, SetupError } from "./project.mjs";
import { startServer } from "./server.mjs";

/** One KB is 1,000 bytes. */
const limitBytes = 270_000;
/** What loads once the page is idle loads within this time. */
const afterIdleMs = 1_500;

/** The commands' own Node runs this file: `npm test` and npm's PATH see to that. */
const node = process.execPath;
const environment = neutralEnvironment(node);

endChildrenWithUs(() => 130);

await runCommand(async () => {
  await ensureBuilt(node);
  const executablePath = await ensureBrowser(node, environment);
  const server = await startServer({ node, port: 0, host: "127.0.0.1", environment });
  try {
    report(await weighScripts(server.url, executablePath));
  } finally {
    await server.stop();
  }
  process.exit();
});

/**
 * Opens a page with an empty cache and notes every script it gets, prefetched ones too, as it crosses the wire.
 *
 * @param {string} url
 * @param {string} executablePath
 * @returns {Promise<Map<string, number>>} bytes by path
 */
async function weighScripts(url, executablePath) {
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const page = await browser.newPage();
    /** @type {Map<string, Promise<number>>} */
    const scripts = new Map();
    page.on("requestfinished", (request) => {
      // A second request for a script that was prefetched comes from the cache.
      if (!scripts.has(request.url())) scripts.set(request.url(), sizeOfScript(request));
    });
    const response = await page.goto(url, { waitUntil: "networkidle" });
    if (!response?.ok())
      throw new SetupError(`The first page answers with ${response?.status()}; there is nothing to weigh.`);
    await page.waitForTimeout(afterIdleMs);
    await page.waitForLoadState("networkidle");
    const sizes = await Promise.all(
      [...scripts].map(async ([path, size]) => /** @type {const} */ ([path, await size])),
    );
    return new Map(
      sizes.filter(([, bytes]) => bytes > 0).map(([path, bytes]) => [new URL(path).pathname, bytes]),
    );
  } finally {
    await browser.close();
  }
}

/**
 * @param {import("@playwright/test").Request} request
 * @returns {Promise<number>} 0 for anything that is not a script
 */
async function sizeOfScript(request) {
  const type = (await (await request.response())?.headerValue("content-type")) ?? "";
  return type.includes("javascript") ? (await request.sizes()).responseBodySize : 0;
}

/** @param {Map<string, number>} scripts */
function report(scripts) {
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
  const light = scripts.size > 0 && bytes <= limitBytes;
  if (!light || process.argv.includes("--list")) {
    const heaviestFirst = [...scripts].sort(([, a], [, b]) => b - a);
    for (const [path, size] of heaviestFirst) console.log(`${kilobytes(size).padStart(9)}  ${path}`);
  }
  console.log(
    `First page: ${kilobytes(bytes)} of JavaScript as transferred (limit ${limitBytes / 1_000} KB, 1 KB = 1,000 bytes)`,
  );
  if (scripts.size === 0) console.error("The first page got no script at all, so this weighed nothing.");
  if (!light) process.exitCode = 1;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1_000).toFixed(1)} KB`;
}
