import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { SetupError } from "./project.mjs";

/** @typedef {import("./child.mjs").Environment} Environment */

/**
 * Real servers for tests.
 *
 * @typedef {object} TestServers
 * @property {string | null} databaseUrl a PostgreSQL server, as somebody who may create databases; null where there is none
 * @property {string | null} redisUrl
 * @property {() => Promise<void>} stop ends what was started here, and leaves alone what was not
 */

const windows = process.platform === "win32";
const keeper = fileURLToPath(new URL("./keep-test-servers.mjs", import.meta.url));

/** Folders whose folders are versions of PostgreSQL: packages do not put its server on the PATH. */
const postgresParents = [
  "/usr/lib/postgresql",
  "/opt/homebrew/opt",
  "/usr/local/opt",
  "C:/Program Files/PostgreSQL",
];

/**
 * What `TEST_DATABASE_URL` and `TEST_REDIS_URL` name, or else servers of our own, which are gone with `stop` and with this
 * process, however it ends. The word `off` asks for none.
 *
 * @param {Environment} [environment]
 * @returns {Promise<TestServers>}
 */
export async function startTestServers(environment = process.env) {
  const { postgres, redis } = findServers(environment);
  const wanted = {
    postgres: postgres && "folder" in postgres ? postgres.folder : null,
    redis: redis && "program" in redis ? redis.program : null,
  };
  const started = wanted.postgres || wanted.redis ? await startKeeper(wanted) : null;
  return {
    databaseUrl: postgres && "url" in postgres ? postgres.url : (started?.databaseUrl ?? null),
    redisUrl: redis && "url" in redis ? redis.url : (started?.redisUrl ?? null),
    stop: started?.stop ?? (async () => {}),
  };
}

/**
 * One line for each server that tests will have to do without: what is not tested, and how to have it tested.
 *
 * @param {Environment} [environment]
 * @returns {string[]}
 */
export function tellMissing(environment = process.env) {
  const { postgres, redis } = findServers(environment);
  const told = [];
  if (!postgres)
    told.push(
      "Not tested: anything on a PostgreSQL server. Install one (`apt-get install postgresql`, `brew install postgresql`), or set TEST_DATABASE_URL to one where tests may create databases.",
    );
  if (!redis)
    told.push(
      "Not tested: anything with Redis. Install it (`apt-get install redis-server`, `brew install redis`), or set TEST_REDIS_URL to one that tests may write to.",
    );
  return told;
}

/** @param {Environment} environment */
function findServers({ TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl, PATH: path }) {
  return {
    postgres: chosen(databaseUrl, () => {
      const folder = postgresFolders(path).find((at) => isProgram(at, "initdb") && isProgram(at, "pg_ctl"));
      return folder === undefined ? null : { folder };
    }),
    redis: chosen(redisUrl, () => {
      const folder = programFolders(path).find((at) => isProgram(at, "redis-server"));
      return folder === undefined ? null : { program: join(folder, "redis-server") };
    }),
  };
}

/**
 * @template Found
 * @param {string | undefined} url
 * @param {() => Found | null} look
 */
function chosen(url, look) {
  if (url === undefined || url === "") return look();
  return url === "off" ? null : { url };
}

/** @param {string | undefined} path */
function programFolders(path) {
  return (path ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** @param {string | undefined} path */
function postgresFolders(path) {
  const installed = postgresParents.filter(existsSync).flatMap((parent) =>
    readdirSync(parent)
      .filter((name) => /^(postgresql@?)?[0-9.]*$/.test(name))
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
      .map((name) => join(parent, name, "bin")),
  );
  return [...programFolders(path), ...installed];
}

/**
 * @param {string} folder
 * @param {string} name
 */
function isProgram(folder, name) {
  try {
    accessSync(join(folder, windows ? `${name}.exe` : name), constants.X_OK);
    return true;
  } catch {
    // Whatever the reason, it cannot be started from there.
    return false;
  }
}

/**
 * The servers are kept by a process that ends them when its input does, which happens however we end.
 *
 * @param {{ postgres: string | null, redis: string | null }} wanted
 */
async function startKeeper(wanted) {
  const child = spawn(process.execPath, [keeper, JSON.stringify(wanted)], {
    stdio: ["pipe", "pipe", "pipe"],
    // What ends our process group must not end the one who tidies up after us.
    detached: !windows,
    windowsHide: true,
  });
  const closed = once(child, "close");
  const errors = text(child.stderr);
  const [line] = await Promise.race([once(child.stdout.setEncoding("utf8"), "data"), closed.then(() => [])]);
  if (typeof line !== "string") {
    throw new SetupError(
      "The servers for tests are installed and could not be started; the reason is above. Mend it, or set TEST_DATABASE_URL and TEST_REDIS_URL to servers of yours, or to `off` to do without.",
      await errors,
    );
  }
  // It keeps us from ending no longer than somebody waits for it.
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr])
    if ("unref" in pipe) /** @type {import("node:net").Socket} */ (pipe).unref();
  const { databaseUrl, redisUrl } = /** @type {{ databaseUrl: string | null, redisUrl: string | null }} */ (
    JSON.parse(line)
  );
  return {
    databaseUrl,
    redisUrl,
    async stop() {
      child.ref();
      child.stdin.end();
      await closed;
    },
  };
}
