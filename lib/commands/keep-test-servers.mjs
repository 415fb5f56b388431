// Starts the servers that tests need, says where they are in one line of JSON, and ends them when its input ends.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findFreePort } from "./port.mjs";

const host = "127.0.0.1";
const user = "workings";
/** Far more than they take, for slow and busy machines. */
const readyMs = 60_000;
const probeMs = 20;

/** @type {{ postgres: string | null, redis: string | null }} */
const wanted = JSON.parse(process.argv[2] ?? "{}");
const folder = mkdtempSync(join(tmpdir(), "workings-test-"));
// The server may run as somebody else, whom the folder must let through.
chmodSync(folder, 0o711);

/** @type {(() => void)[]} */
const endings = [() => rmSync(folder, { recursive: true, force: true })];
process.on("exit", () => {
  for (const end of endings.reverse()) end();
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

const [databaseUrl, redisUrl] = await Promise.all([
  wanted.postgres && startPostgres(wanted.postgres),
  wanted.redis && startRedis(wanted.redis),
]);
process.stdout.write(`${JSON.stringify({ databaseUrl, redisUrl })}\n`);
process.stdin.resume();
await once(process.stdin, "end");
process.exit(0);

/** @param {string} programs the folder of its programs */
async function startPostgres(programs) {
  const at = join(folder, "postgres");
  mkdirSync(at, { mode: 0o700 });
  const owner = serverOwner();
  if (owner) chownSync(at, owner.uid, owner.gid);
  const [data, log, passwordFile] = [join(at, "data"), join(at, "log"), join(at, "password")];
  const password = randomBytes(12).toString("hex");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const run = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    execFileSync(join(programs, name), args, { ...owner, cwd: at, stdio: ["ignore", "ignore", "inherit"] });

  const access = ["--auth", "scram-sha-256", "--pwfile", passwordFile];
  run("initdb", "-D", data, "-U", user, ...access, "--encoding", "UTF8", "--no-locale", "--no-sync");
  const port = await findFreePort(0, host);
  const settings = {
    listen_addresses: `'${host}'`,
    unix_socket_directories: "''",
    port,
    max_connections: 200,
    // No test of ours cuts this machine's power, so nothing need wait for its disk.
    fsync: "off",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  appendFileSync(join(data, "postgresql.conf"), lines.join(""));
  endings.push(() => run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"));
  try {
    run("pg_ctl", "-D", data, "-l", log, "-w", "-t", String(readyMs / 1_000), "start");
  } catch (error) {
    endings.pop();
    console.error(readFileSync(log, "utf8"));
    throw error;
  }
  return `postgresql://${user}:${password}@${host}:${port}/postgres`;
}

/** PostgreSQL does not run as root: then it runs as the user that its package made, or as nobody. */
function serverOwner() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const [, , uid, gid] = ["postgres", "nobody"].flatMap(
    (name) => users.find(([found]) => found === name) ?? [],
  );
  if (!uid || !gid)
    throw new Error("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` here.");
  return { uid: Number(uid), gid: Number(gid) };
}

/** @param {string} program */
async function startRedis(program) {
  const port = await findFreePort(0, host);
  const at = join(folder, "redis");
  mkdirSync(at);
  const args = ["--bind", host, "--port", String(port), "--save", "", "--appendonly", "no", "--dir", at];
  const server = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let log = "";
  server.stdout.setEncoding("utf8").on("data", (text) => {
    log += text;
  });
  endings.push(() => server.kill("SIGKILL"));
  for (const until = performance.now() + readyMs; !(await answers(port)); await delay(probeMs)) {
    if (server.exitCode === null && performance.now() < until) continue;
    console.error(log);
    throw new Error("Redis does not answer.");
  }
  return `redis://${host}:${port}`;
}

/** @param {number} port */
async function answers(port) {
  const socket = connect(port, host);
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    const [said] = await once(socket, "data");
    return String(said).startsWith("+PONG");
  } catch {
    // Not yet.
    return false;
  } finally {
    socket.destroy();
  }
}
