import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nanoid } from "nanoid";
import { canaries } from "../lib/commands/canaries.mjs";
import { toQuestion } from "./chat-api.ts";
import { listen } from "./listen.ts";
import { startNetwork } from "./network.ts";
import { type OverheardApp, overhear } from "./overheard-app.ts";
import { createDatabase, findPostgres, findRedis } from "./servers.ts";
import { test as base, calls, expect, fails, hangUpAfter, leadTo, says, writes } from "./test.ts";

/** In every secret of the server's environment; nothing else may hold it. */
const secret = "secret-canary";
/** In what a person, the model and the provider write: for the page, and for no log. */
const text = "text-canary";

interface Heard {
  app: OverheardApp;
  /** Asks for something, and keeps all that comes back. */
  ask(method: string, path: string, body?: unknown): Promise<string>;
  /** A question in a new chat, to the end of its answer. */
  question(words?: string): Promise<{ id: string; answer: string }>;
  /** All that this server has answered, headers too. */
  answered(): string;
  /** Between the server and its database, and between it and its model. */
  cutDatabase(): Promise<void>;
  restoreDatabase(): Promise<void>;
  answerNonsense(): Promise<void>;
  answerAgain(): Promise<void>;
}

const test = base.extend<{ heard: Heard }>({
  heard: async ({ wire }, use) => {
    const postgres = findPostgres();
    if (postgres === null) throw new Error("There is no PostgreSQL; the test should have been skipped.");
    const database = await createDatabase(postgres);
    const toDatabase = await startNetwork(database.url);
    const toModel = await startNetwork(wire.url);
    const nonsense = await listen((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<h1>${text} ${secret} sk-${secret}-key</h1>`);
    });
    const configuration = {
      ...leadTo(wire),
      OPENAI_API_KEY: `sk-${secret}-key`,
      OPENAI_BASE_URL: `${toModel.url}/v1`,
      DATABASE_URL: withPassword(toDatabase.through(database.url)),
      COOKIE_SECRET: `${secret}-that-signs-0123456789-0123456789`,
      // A Redis that knows no password refuses one, and says so.
      REDIS_URL: withPassword(findRedis() ?? "redis://127.0.0.1:9"),
      ACCESS_CODE: `${secret}-code`,
    };
    const app = await overhear(configuration, 401);
    const visitor = createVisitor(app.url);
    await visitor.ask("POST", "/api/access", { code: configuration.ACCESS_CODE });
    /** Connections that are open already would lead where they did. */
    async function redirect(address: string) {
      toModel.leadTo(address);
      await toModel.cut();
      await toModel.restore();
    }
    await use({
      app,
      ...visitor,
      cutDatabase: toDatabase.cut,
      restoreDatabase: toDatabase.restore,
      answerNonsense: () => redirect(nonsense.url),
      answerAgain: () => redirect(wire.url),
    });
    await app.stop();
    await nonsense.close();
    await toModel.stop();
    await toDatabase.stop();
    await database.drop();
  },
});

test.skip(
  () => findPostgres() === null,
  "There is no PostgreSQL server here; TEST_DATABASE_URL can name one.",
);

/** The password that the tests' own server asks for, where it asks for one, is as good a canary. */
const withPassword = (url: string) =>
  Object.assign(new URL(url), { password: new URL(url).password || `${secret}-password` }).href;

function listSecrets(): string[] {
  const passwords = [findPostgres(), findRedis()].map((url) => (url === null ? "" : new URL(url).password));
  return [secret, ...passwords.filter((password) => password !== "")];
}

function createVisitor(url: string): Pick<Heard, "ask" | "question" | "answered"> {
  let answered = "";
  const cookies = new Map<string, string>();
  const ask: Heard["ask"] = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = set.split(";")[0]?.split("=") ?? [];
      cookies.set(name, value);
    }
    const came = await response.text();
    answered += `${JSON.stringify([...response.headers])}\n${came}\n`;
    return came;
  };
  return {
    ask,
    answered: () => answered,
    async question(words = `How many ${text}?`) {
      const id = nanoid();
      return { id, answer: await ask("POST", "/api/chat", { id, message: toQuestion(words) }) };
    },
  };
}

/** Every line that our server wrote, as JSON. Before it is ready Next tells its version and its address. */
function readLog(app: OverheardApp): { event: string; requestId?: string }[] {
  const lines = app.written().split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

function expectNothingTold(heard: Pick<Heard, "app" | "answered">): void {
  for (const one of listSecrets()) {
    expect(heard.answered()).not.toContain(one);
    expect(heard.app.written()).not.toContain(one);
  }
  expect(heard.app.written()).not.toContain(text);
}

/** A program that looks for whatever the server might have left within its reach. */
const searching = `
const found = [];
const look = (name, read) => {
  try {
    const value = read();
    found.push(name + ": " + (typeof value === "object" ? JSON.stringify(Object.entries(value ?? {})) : String(value)));
  } catch (error) {
    found.push(name + ": " + error + error.stack);
  }
};
look("names", () => Object.getOwnPropertyNames(globalThis).join());
look("process", () => process.env);
look("require", () => require("node:process").env);
look("Deno", () => Deno.env.toObject());
look("argv", () => scriptArgs);
look("std", () => std.getenv("OPENAI_API_KEY"));
const result = found;`;

test("no secret and no word of anybody's is in a log, an error or the sandbox, whatever fails", async ({
  heard,
  provider,
}) => {
  const { ask, question } = heard;
  provider.answers(writes(text, searching), says(`It found nothing. ${text}`));
  const first = await question();
  expect(first.answer).toContain("names: ");
  expect(first.answer).toContain('"status":"complete"');

  // What a provider says of a wrong key holds the key.
  for (const status of [400, 401, 403, 404, 429, 500, 503]) {
    provider.alwaysAnswers(fails(status, `Incorrect API key provided: sk-${secret}-key. ${text}`));
    expect((await question()).answer).toContain('"failed"');
  }
  provider.recover();
  provider.answers(says(`${text} begins and goes on`, hangUpAfter("begins")));
  expect((await question()).answer).toContain('"failed"');
  provider.reviews(fails(500, `${secret} ${text}`), fails(500, `${secret} ${text}`));
  for (const turn of [
    writes(text, `"${text} nobody reviews"`),
    calls("execute_code", `{"title": "${text}", "co`),
    writes(text, `throw new Error("${text}")`),
    writes(text, `const ${text} = (((`),
  ]) {
    provider.answers(turn, says("Done."));
    expect((await question()).answer).toContain('"status":"complete"');
  }

  await heard.answerNonsense();
  expect((await question()).answer).toContain('"failed"');
  await heard.answerAgain();

  for (const [method, path, body] of [
    ["POST", "/api/chat", `{"id": "${text}`],
    ["POST", "/api/chat", { id: text, message: text }],
    ["POST", "/api/chat", { id: first.id, message: toQuestion(text), model: text }],
    ["POST", "/api/runs", { chatId: first.id, runId: text, code: text }],
    ["POST", `/api/runs/${text}/review`, { chatId: first.id }],
    ["POST", "/api/chats/import", { [text]: text }],
    ["GET", `/api/chats/search?q=${text}`, undefined],
    ["GET", `/api/chat/${text}.${text}`, undefined],
    ["GET", `/api/${text}/${text}`, undefined],
    ["GET", `/chat/${text}-0123456789`, undefined],
    ["GET", `/shared/${text}`, undefined],
    ["PATCH", `/api/chat/${first.id}`, { title: text }],
  ] as const)
    await ask(method, path, body);

  await heard.cutDatabase();
  for (const path of ["/", `/chat/${first.id}`, `/shared/${text}`, `/api/chat/${first.id}`, "/api/chats"])
    await ask("GET", path);
  const refused = await question();
  expect(refused.answer).toContain("no-database");
  await heard.restoreDatabase();
  await ask("GET", `/chat/${first.id}`);

  expectNothingTold(heard);
  // It was told all the same, and who asked can say which line it is.
  const log = readLog(heard.app);
  const events = new Set(log.map(({ event }) => event));
  for (const event of ["request", "provider-failed", "page-failed", "request-failed", "database-failed"])
    expect(events).toContain(event);
  expect(heard.answered()).toContain(log.find(({ event }) => event === "request-failed")?.requestId);
});

test("no secret is in what a sandbox whose threads die says to a reader, to a model or to the log", async ({
  provider,
  wire,
}) => {
  const app = await overhear({
    ...leadTo(wire),
    OPENAI_API_KEY: `sk-${secret}-key`,
    NODE_OPTIONS: `--import=${new URL("./broken-threads.mjs", import.meta.url)}`,
    BROKEN_BY: `${text} ${secret}`,
  });
  const { question, ask, answered } = createVisitor(app.url);
  provider.answers(writes(text, "6 * 7"), says("It did not run."));
  expect((await question()).answer).toContain('"crashed"');
  expect(await ask("GET", "/api/health")).toContain('"sandbox":"failing"');
  expect(JSON.stringify(provider.asked)).not.toContain(secret);
  await app.stop();
  expectNothingTold({ app, answered });
  expect(readLog(app).map(({ event }) => event)).toContain("sandbox-failed");
});

test("what browsers are given holds no secret, of the build or of the server, and no module of the server", async ({
  heard,
  provider,
}) => {
  provider.answers(says("Four."));
  const { id } = await heard.question();
  const shared = JSON.parse(await heard.ask("POST", `/api/chat/${id}/share`));
  for (const path of ["/", `/chat/${id}`, `/shared/${shared.token}`, "/nowhere", "/icon.svg"])
    await heard.ask("GET", path);
  expect(heard.answered()).toContain("Four.");

  const folder = fileURLToPath(new URL("../.next/static/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.\w+$/.test(name),
  );
  expect(files.length).toBeGreaterThan(20);
  const scripts = files.filter((name) => name.endsWith(".js"));
  const given = files.map((name) => readFileSync(join(folder, name), "latin1")).join("\n") + heard.answered();
  for (const value of Object.values(canaries)) expect(given).not.toContain(value);
  expect(given).not.toContain("canary-of-the-build");
  for (const one of listSecrets()) expect(given).not.toContain(one);

  const code = scripts.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  for (const name of ["drizzle", "@electric-sql", "PostgreSQL", "node:worker_threads", "timingSafeEqual"])
    expect(code).not.toContain(name);
  for (const name of ["DATABASE_URL", "COOKIE_SECRET", "REDIS_URL", "process.env.OPENAI"])
    expect(code).not.toContain(name);
});

test("variables that are wrong are named, and none is shown", async () => {
  const app = await overhear(
    {
      OPENAI_BASE_URL: `ftp://${secret}`,
      DATABASE_URL: `mysql://root:${secret}@127.0.0.1/x`,
      COOKIE_SECRET: secret,
      REDIS_URL: secret,
      REVIEW_TIMEOUT_MS: secret,
    },
    500,
  );
  const page = await (await fetch(app.url)).text();
  await app.stop();
  for (const name of ["OPENAI_BASE_URL", "DATABASE_URL", "COOKIE_SECRET", "REDIS_URL", "REVIEW_TIMEOUT_MS"])
    expect(app.written()).toContain(name);
  expect(app.written() + page).not.toContain(secret);
});
