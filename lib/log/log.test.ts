import { APICallError } from "ai";
import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeError, log, outsideRequests, setLogLevel, withRequest } from "#lib/log";

const secret = "How many s in mississippi? sk-canary-7f3a";

let errors: string[] = [];
let others: string[] = [];

beforeEach(() => {
  errors = [];
  others = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => void errors.push(line));
  vi.spyOn(console, "log").mockImplementation((line: string) => void others.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  setLogLevel("info");
});

const read = (line: string | undefined) => JSON.parse(line ?? "null");

describe("a line of the log", () => {
  it("is one JSON object with time, level and event", () => {
    log("error", "a-thing-failed", { tries: 3, place: "here\nand there" });
    expect(errors).toHaveLength(1);
    expect(errors[0]).not.toContain("\n");
    expect(read(errors[0])).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: "error",
      event: "a-thing-failed",
      tries: 3,
      place: "here\nand there",
    });
  });

  it("goes to standard error where it is an error or a warning, and else to standard output", () => {
    for (const level of ["error", "warn", "info"] as const) log(level, level);
    expect(errors.map((line) => read(line).event)).toEqual(["error", "warn"]);
    expect(others.map((line) => read(line).event)).toEqual(["info"]);
  });

  it("is written only from the level upwards that was chosen", () => {
    log("debug", "unwanted");
    setLogLevel("error");
    log("warn", "unwanted");
    setLogLevel("debug");
    log("debug", "wanted");
    expect([...errors, ...others].map((line) => read(line).event)).toEqual(["wanted"]);
  });

  it("names the request on whose behalf it is written, also after a while and side by side with others", async () => {
    const begin = (id: string) =>
      withRequest(id, async () => {
        await Promise.resolve();
        log("info", id);
      });
    await Promise.all([begin("first"), begin("second")]);
    log("info", "nobody's");
    expect(others.map((line) => [read(line).event, read(line).requestId])).toEqual([
      ["first", "first"],
      ["second", "second"],
      ["nobody's", undefined],
    ]);
  });

  it("names no request where what failed is everybody's", () => {
    const report = outsideRequests((event: string) => log("info", event));
    withRequest("first", () => report("connection-lost"));
    expect(read(others[0])).not.toHaveProperty("requestId");
  });
});

/** All that a line holds of an error, as text. */
const write = (error: unknown) => JSON.stringify(describeError(error));

describe("what a log holds of an error", () => {
  it("is its name, where it was thrown and its cause, and not its message", () => {
    const described = describeError(new TypeError(secret, { cause: new RangeError(secret) }));
    expect(described).toMatchObject({ name: "TypeError", cause: { name: "RangeError" } });
    expect(described.stack?.[0]).toContain("log.test.ts");
    expect(JSON.stringify(described)).not.toContain("canary");
  });

  it("is no line of a message that looks like a place", () => {
    const message = `${secret}\n    at canary (/home/canary.ts:1:1)\n    at more (/canary.ts:2:2)`;
    expect(write(new Error(message))).not.toContain("canary");
    const changed = new Error(message);
    changed.message = "another";
    expect(write(changed)).not.toContain("canary");
  });

  it("is a message where the error says that it is for the owner", () => {
    const error = Object.assign(new Error("Set DATABASE_URL."), { forOwner: true });
    expect(describeError(error).message).toBe("Set DATABASE_URL.");
    expect(describeError(Object.assign(new Error(secret), { forOwner: "yes" }))).not.toHaveProperty(
      "message",
    );
  });

  it("is a message that is known word for word", () => {
    const words = "timeout exceeded when trying to connect";
    expect(describeError(new Error(words)).message).toBe(words);
    expect(describeError(new Error(`${words} ${secret}`))).not.toHaveProperty("message");
  });

  it("is a provider's status and its id of the request, and neither what was asked nor what it said", () => {
    const error = new APICallError({
      message: secret,
      url: `https://canary:canary@models.example/v1?key=${secret}`,
      requestBodyValues: { input: secret },
      statusCode: 429,
      responseHeaders: { "x-request-id": "req_123", "set-cookie": "canary" },
      responseBody: secret,
      data: { secret },
    });
    const described = describeError(error);
    expect(described).toMatchObject({ name: "AI_APICallError", status: 429, providerRequestId: "req_123" });
    expect(JSON.stringify(described)).not.toMatch(/canary|mississippi/);
  });

  it("is a database's code, table and constraint, and nothing that was to be saved", () => {
    const refused = Object.assign(new Error(secret), {
      code: "23505",
      table: "chats",
      constraint: "chats_pkey",
      detail: `Key (id)=(${secret}) already exists.`,
    });
    const described = describeError(new DrizzleQueryError("insert into chats", [secret], refused));
    expect(described.cause).toMatchObject({ code: "23505", table: "chats", constraint: "chats_pkey" });
    expect(JSON.stringify(described)).not.toMatch(/canary|mississippi/);
  });

  it("is a system's code and call, and no file's name", () => {
    const error = Object.assign(new Error(secret), { code: "ENOENT", syscall: "open", path: secret });
    expect(describeError(error)).toMatchObject({ code: "ENOENT", syscall: "open" });
    expect(write(error)).not.toContain("canary");
  });

  it("takes no sentence for a name or a code", () => {
    const error = Object.assign(new Error("x"), { name: secret, code: secret, statusCode: secret });
    expect(write(error)).not.toContain("canary");
    expect(describeError(error).name).toBe("Error");
  });

  it("is the first of several errors, the last of several attempts, and ends where errors cause each other", () => {
    const first = Object.assign(new Error(secret), { code: "ECONNREFUSED" });
    expect(describeError(new AggregateError([first], secret)).cause?.code).toBe("ECONNREFUSED");
    expect(describeError(Object.assign(new Error(secret), { lastError: first })).cause?.code).toBe(
      "ECONNREFUSED",
    );
    const round = new Error(secret);
    round.cause = round;
    expect(write(round)).not.toContain("canary");
  });

  it("is a kind of thing where no error was thrown", () => {
    expect(describeError(secret)).toEqual({ name: "a string was thrown" });
    expect(describeError(null)).toEqual({ name: "a null was thrown" });
  });
});
