/**
 * Proves what the Dockerfile puts together where no container engine runs: builds as it builds, copies into an empty folder what it
 * copies, starts what it starts with its environment, and has a question answered: page, files, review, run and, after a
 * restart, the chat. Its health check is run as it stands there, and its very first request forges where it comes from.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { checkOut } from "./check-out.ts";
import { endChildrenWithUs, endOf, runChild, runNpm, startChild, stopChild } from "./child.mjs";
import { type Image, readImage } from "./container/dockerfile.ts";
import { neutralEnvironment } from "./environment.mjs";
import { findFreePort } from "./port.mjs";
import { withProgress } from "./progress.mjs";
import { folder, runCommand, SetupError } from "./project.mjs";
import { greet, proveAnswer, provePage, visit } from "./visit.ts";

/** Where the Dockerfile has everything. */
const home = "/app";
const host = "127.0.0.1";

/** Until the health check says yes: as often, and as long after each other, in milliseconds. */
const looks = 300;
const lookMs = 200;

/** How soon whoever waits for the port tries again, in milliseconds. */
const knockMs = 5;

endChildrenWithUs(() => 1);
await runCommand(async () => {
  const at = mkdtempSync(join(tmpdir(), "workings-container-"));
  try {
    const image = readImage(readFileSync(join(folder, "Dockerfile"), "utf8"));
    const build = join(at, "build");
    const words = { doing: "Building as the Dockerfile does", done: "Built as the Dockerfile does" };
    await withProgress(words, () => buildStandalone(build));
    await prove(copyImage(image, build, join(at, "image")), image);
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
});

async function buildStandalone(at: string): Promise<void> {
  checkOut(at);
  // npm runs in the folder it is told.
  const environment = { ...neutralEnvironment(process.execPath), STANDALONE: "1" };
  const { code, output } = await runNpm(["run", "build", "--prefix", at], environment);
  if (code !== 0) throw new SetupError("The standalone build failed; its reason is above.", output);
  mkdirSync(join(at, ".data"));
}

/** @returns the folder in which the image's program is started */
function copyImage({ copies }: Image, build: string, to: string): string {
  for (const { from, to: target } of copies)
    cpSync(from.replace(home, build), join(to, target), { recursive: true, verbatimSymlinks: true });
  return to;
}

async function prove(at: string, image: Image): Promise<void> {
  const port = await findFreePort(0, host);
  const environment = {
    PATH: process.env.PATH,
    ...image.environment,
    HOSTNAME: host,
    PORT: String(port),
    OLLAMA_URL: "off",
  };
  const url = `http://${host}:${port}`;
  const first = await start(at, image, environment);
  const visitor = await visit(url);
  console.log(`The page and its ${await provePage(visitor)} files are served.`);
  console.log(await proveAnswer(visitor, "container-1"));
  await first.stop();
  const second = await start(at, image, environment);
  await visitor.findKept("container-1");
  await second.stop();
  console.log("After a restart the chat is there. The health check says that both were healthy.");
  console.log("What the first request to each forged of where it came from was not believed.");
}

/** Starts the image's command, and waits until its health check is content. */
async function start(
  at: string,
  { command, healthCheck }: Image,
  environment: Record<string, string | undefined>,
) {
  const [program = "", ...args] = command;
  const child = startChild(nodeFor(program), args, { environment, at, graceMs: 20_000 });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  const ended = endOf(child, (why) => {
    said += why;
  });
  const isFooled = forgeFirst(`http://${environment.HOSTNAME}:${environment.PORT}`);
  const [checker = "", ...words] = healthCheck;
  for (let look = 0; look < looks && child.exitCode === null; look++) {
    const { code } = await runChild(nodeFor(checker), words, { environment });
    if (code === 0) {
      if (await isFooled) throw new SetupError("The first request was believed to have come by https.");
      return { stop: () => stopChild(child).then(() => ended) };
    }
    await delay(lookMs);
  }
  throw new SetupError("The server did not become healthy.", said);
}

/** Asks before anybody else can, and claims to have come by https: whether the cookie that it is given is one for that. */
async function forgeFirst(url: string): Promise<boolean> {
  for (;;) {
    const greeted = await greet(url, { "x-forwarded-proto": "https" }).catch(() => null);
    if (greeted !== null) return greeted.headers.getSetCookie().some((line) => /;\s*secure/i.test(line));
    await delay(knockMs);
  }
}

function nodeFor(program: string): string {
  return program === "node" ? process.execPath : program;
}
