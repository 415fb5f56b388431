import { setTimeout as pause } from "node:timers/promises";
import { ensureBuilt } from "../../build.mjs";
import { neutralEnvironment } from "../../environment.mjs";
import { startServer } from "../../server.mjs";
import { startTestServers } from "../../test-servers.mjs";
import { createOnServer, tellNoServer } from "../chats/databases.ts";
import { summarise } from "../measure.ts";
import { readResidentMb } from "../rest.ts";
import { createRow, type Row } from "../row.ts";
import { type Provider, startProvider } from "./provider.ts";
import { arrive, ask, isKept, type Visit, type Visitor } from "./visitor.ts";

const visitors = 200;
const minuteMs = 60_000;
const secondMs = 1_000;
/** How long all are open together. */
const togetherMs = 10_000;
/** Visits one after the other, to compare with. */
const alone = 30;
/** How many times the first token of one visitor that of 19 in 20 may take. */
const maxRatio = 5;
/** What the server may hold at most, in MB: twice what a small machine gives a process is no bound. */
const maxMb = 1_024;

/** Whoever measures is one network, and asks more than any visitor may: each is counted all the same. */
const plenty = {
  REQUESTS_PER_OWNER: "1000000",
  REQUESTS_PER_NETWORK: "1000000",
  REQUESTS_PER_HOUR: "1000000",
  USD_PER_OWNER_AND_DAY: "1000000",
  USD_PER_DAY: "1000000",
  USD_PER_MONTH: "1000000",
  MODEL_PRICE: "0.1/0.5",
};

interface Site {
  url: string;
  pid: number;
  provider: Provider;
}

/** What the built app does when many come, with a database server behind it as a public deployment has one. */
export async function measureLoad(): Promise<Row[]> {
  const node = process.execPath;
  await ensureBuilt(node);
  const { databaseUrl, stop } = await startTestServers({ ...process.env, TEST_REDIS_URL: "off" });
  if (databaseUrl === null) {
    tellNoServer("the load of 200 visitors");
    return [];
  }
  const database = await createOnServer(databaseUrl);
  const provider = await startProvider();
  const environment = {
    ...neutralEnvironment(node),
    ...plenty,
    OLLAMA_URL: "off",
    DATABASE_URL: database.url,
    OPENAI_API_KEY: "bench-key",
    OPENAI_BASE_URL: `${provider.url}/v1`,
    MODEL: "bench-model",
    REVIEW_MODEL: "bench-reviewer",
  };
  const server = await startServer({ node, port: 0, host: "127.0.0.1", environment });
  try {
    return await measure({ url: server.url, pid: server.pid, provider });
  } finally {
    await server.stop();
    await provider.close();
    await database.drop();
    await stop();
  }
}

async function measure(site: Site): Promise<Row[]> {
  site.provider.speak({ forMs: 200 });
  // A server that has answered nobody yet loads what it needs for it.
  await visitInTurn(site, "visitor-0", 5);
  const one = await watchMemory(site, () => visitInTurn(site, "visitor-1", alone));
  const minute = await watchMemory(site, () => visitOverAMinute(site));
  site.provider.speak({ forMs: 2_000 });
  const rush = await watchMemory(site, () => visitAtOnce(site, "visitor-3", secondMs));

  const first = (visits: readonly Visit[]) =>
    visits.flatMap((visit) => (visit.ending === "answered" ? [visit.firstMs] : []));
  const bound = maxRatio * summarise(first(one.visits)).median;
  const count = (visits: readonly Visit[], ending: Visit["ending"]) =>
    visits.filter((visit) => visit.ending === ending).length;
  const pair = (of: readonly Visit[]) =>
    new Map([
      ["alone", first(one.visits)],
      ["crowd", first(of)],
    ] as const);
  const only = (value: number) => new Map([["crowd", [value]]] as const);
  const memory = (crowd: readonly number[]) =>
    new Map([
      ["alone", one.residentMb],
      ["crowd", crowd],
    ] as const);
  return [
    createRow("first token, over a minute", "ms", pair(minute.visits), { alone: null }, bound),
    createRow("failed, over a minute", "", only(visitors - count(minute.visits, "answered")), {}, 0),
    createRow("lost or not whole, over a minute", "", only(minute.lost), {}, 0),
    createRow("memory, over a minute", "MB", memory(minute.residentMb), { alone: null }, maxMb),
    createRow("first token, in a second", "ms", pair(rush.visits), { alone: null }),
    createRow("told 503, in a second", "", only(count(rush.visits, "unavailable")), {}),
    createRow("failed, in a second", "", only(count(rush.visits, "failed")), {}, 0),
    createRow("lost or not whole, in a second", "", only(rush.lost), {}, 0),
    createRow("memory, in a second", "MB", memory(rush.residentMb), { alone: null }, maxMb),
  ];
}

interface Visits {
  visits: Visit[];
  /** Of those who were answered. */
  lost: number;
}

async function visitInTurn({ url }: Site, name: string, times: number): Promise<Visits> {
  const visits: Visit[] = [];
  for (let turn = 0; turn < times; turn++) {
    const visitor = await arrive(url, `${name}-${turn}`);
    visits.push(await ask(url, visitor));
  }
  return { visits, lost: 0 };
}

/** All of them stay until the last has come, and a while longer. */
async function visitOverAMinute(site: Site): Promise<Visits> {
  const enough = Promise.withResolvers<void>();
  site.provider.speak({ until: enough.promise });
  let begun = 0;
  return visitAtOnce(site, "visitor-2", minuteMs, () => {
    begun += 1;
    if (begun === visitors) void pause(togetherMs).then(enough.resolve);
  });
}

async function visitAtOnce(
  site: Site,
  name: string,
  withinMs: number,
  onFirst: () => void = () => undefined,
): Promise<Visits> {
  const all = await Promise.all(
    Array.from({ length: visitors }, (_, at) => arrive(site.url, `${name}-${at}`)),
  );
  const visits = await Promise.all(
    all.map(async (visitor, at) => {
      await pause((at * withinMs) / visitors);
      const visit = await ask(site.url, visitor, onFirst);
      if (visit.ending === "failed") {
        process.stderr.write(`  ${visitor.mark}: ${visit.why.slice(0, 200)}\n`);
        // Whoever waits for all would wait for it too.
        onFirst();
      }
      return visit;
    }),
  );
  return { visits, lost: await countLost(site, all, visits) };
}

async function countLost({ url, provider }: Site, all: Visitor[], visits: Visit[]): Promise<number> {
  let lost = 0;
  for (const [at, visitor] of all.entries()) {
    if (visits[at]?.ending !== "answered") continue;
    const told = provider.told(visitor.mark);
    if (told === undefined || !(await isKept(url, visitor, told))) lost += 1;
  }
  return lost;
}

async function watchMemory(
  { pid }: Site,
  work: () => Promise<Visits>,
): Promise<Visits & { residentMb: number[] }> {
  const residentMb: number[] = [];
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      residentMb.push(await readResidentMb(pid));
      await pause(1_000, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  const visits = await work();
  ended.abort();
  await watching;
  return { ...visits, residentMb };
}
