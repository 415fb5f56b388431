import { Socket } from "node:net";
import { drizzle } from "drizzle-orm/node-postgres";
import { Client, type ClientConfig, Pool, type PoolClient } from "pg";
import type { Database, Db } from "./database.ts";
import { DatabaseError, wordsOf } from "./errors.ts";
import { explainConnection } from "./explain-connection.ts";
import * as schema from "./schema.ts";

/** Connections to one server, from one process. */
const limits = {
  /** More than one process keeps busy, and few beside what servers and poolers allow. */
  connections: 10,
  connectMs: 10_000,
  idleMs: 10_000,
  /**
   * How long a statement may take, or a transaction wait between two. Ours take milliseconds; a connection that is silent for
   * so long leads nowhere any more. Counted here and not by the server, whose own limit poolers do not let through.
   */
  silentMs: 30_000,
};

/** A pool of connections to a PostgreSQL server, which connects when it is first asked something. */
export function createPool(url: string, report: (error: unknown) => void): Database {
  const pool = new ReclaimingPool({
    ...connection(url),
    stream: createSocket,
    max: limits.connections,
    idleTimeoutMillis: limits.idleMs,
  });
  let closing = false;
  pool.on("error", (error) => {
    // The pool is rid of its connections before the server is.
    if (closing) return;
    // The whole client hangs on it, which is a hundred lines of log.
    Reflect.deleteProperty(error, "client");
    report(error);
  });
  pool.on("connect", ignoreErrors);
  return {
    db: drizzle(pool, { schema }),
    async close() {
      closing = true;
      await pool.end();
    },
  };
}

/** Does something on a connection of its own, where statements may take their time. Rejects with a DatabaseError without one. */
export async function withConnection(url: string, use: (db: Db) => Promise<void>): Promise<void> {
  const client = await connect(url);
  try {
    await use(drizzle(client, { schema }));
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<Client> {
  let client: Client | null = null;
  try {
    client = new Client(connection(url));
    ignoreErrors(client);
    await client.connect();
    return client;
  } catch (error) {
    throw explainConnection(error, client);
  }
}

function connection(url: string): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: limits.connectMs,
    keepAlive: true,
    application_name: "workings",
  };
}

/** What breaks a connection somebody works with reaches them by their statement, this one or the next; unheard, it would end the process. */
function ignoreErrors(client: Client | PoolClient): void {
  client.on("error", () => {});
}

function createSocket(): Socket {
  const socket = new Socket();
  return socket.setTimeout(limits.silentMs, () => {
    socket.destroy(new Error(`The database did not answer for ${limits.silentMs / 1_000} s.`));
  });
}

type Connected = Parameters<Pool["connect"]>[0];

/**
 * Drizzle does not give a connection back on which a transaction could not even begin: then it comes back by itself. It passes
 * on as it came why there was no connection for one.
 */
class ReclaimingPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    if (!callback) return super.connect().then(reclaimAtEnd, explainNoConnection);
    super.connect(callback);
    return undefined;
  }
}

function explainNoConnection(cause: unknown): never {
  throw new DatabaseError("unreachable", `There is no connection to the database (${wordsOf(cause)}).`, {
    cause,
  });
}

function reclaimAtEnd(client: PoolClient): PoolClient {
  const release = client.release.bind(client);
  let isOut = true;
  const releaseOnce = (broken?: Error | boolean) => {
    if (!isOut) return;
    isOut = false;
    client.off("end", reclaim);
    release(broken);
  };
  const reclaim = () => releaseOnce(true);
  client.release = releaseOnce;
  return client.once("end", reclaim);
}
