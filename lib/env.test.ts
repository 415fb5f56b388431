import { describe, expect, it } from "vitest";
import { readEnv } from "#lib/env";

/** The message of what reading these variables throws. */
function complain(variables: Record<string, string>): string {
  try {
    readEnv(variables);
  } catch (error) {
    return String(error);
  }
  throw new Error("It was accepted.");
}

describe("readEnv", () => {
  it("needs nothing at all", () => {
    expect(readEnv({})).toEqual({});
  });

  it("reads every variable of the model, the review and the local server", () => {
    expect(
      readEnv({
        OPENAI_API_KEY: " key-1 ",
        OPENAI_BASE_URL: "https://models.example/v1",
        OPENAI_API: "chat",
        MODEL: "ollama/qwen3:8b",
        MODELS: "gpt-6-luna, gpt-6.1-terra",
        REVIEW_MODEL: "gpt-6-luna",
        REVIEW_TIMEOUT_MS: "2500",
        OLLAMA_URL: "off",
      }),
    ).toEqual({
      OPENAI_API_KEY: "key-1",
      OPENAI_BASE_URL: "https://models.example/v1",
      OPENAI_API: "chat",
      MODEL: "ollama/qwen3:8b",
      MODELS: ["gpt-6-luna", "gpt-6.1-terra"],
      REVIEW_MODEL: "gpt-6-luna",
      REVIEW_TIMEOUT_MS: 2500,
      OLLAMA_URL: "off",
    });
  });

  it("takes an empty line for nothing set", () => {
    const names = [
      "OPENAI_API_KEY",
      "OPENAI_BASE_URL",
      "OPENAI_API",
      "MODEL",
      "MODELS",
      "REVIEW_MODEL",
      "REVIEW_TIMEOUT_MS",
      "OLLAMA_URL",
    ];
    const read = readEnv(Object.fromEntries(names.map((name) => [name, ""])));
    expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
  });

  it("reads nothing it does not know", () => {
    expect(readEnv({ PATH: "/bin", AWS_SECRET_ACCESS_KEY: "secret" })).toEqual({});
  });

  it("does without the slashes at the end of an address", () => {
    const read = readEnv({ OPENAI_BASE_URL: "http://localhost:1234/v1//", OLLAMA_URL: "http://box:11434/" });
    expect(read.OPENAI_BASE_URL).toBe("http://localhost:1234/v1");
    expect(read.OLLAMA_URL).toBe("http://box:11434");
  });

  it("reads who is trusted to say where requests come from", () => {
    expect(readEnv({ TRUSTED_PROXY: "2" }).TRUSTED_PROXY).toEqual({ kind: "proxies", count: 2 });
    expect(readEnv({ TRUSTED_PROXY: "10" }).TRUSTED_PROXY).toEqual({ kind: "proxies", count: 10 });
    expect(readEnv({ TRUSTED_PROXY: "vercel" }).TRUSTED_PROXY).toEqual({ kind: "vercel" });
  });

  it("names every variable that is wrong, and only those, in one error", () => {
    const message = complain({
      OPENAI_API_KEY: "key-1",
      OPENAI_BASE_URL: "models.example",
      OPENAI_API: "soap",
      REVIEW_TIMEOUT_MS: "soon",
      OLLAMA_URL: "ftp://box",
    });
    const named = message.match(/^ {2}(\w+):/gm)?.map((line) => line.trim());
    expect(named).toEqual(["OPENAI_BASE_URL:", "OPENAI_API:", "REVIEW_TIMEOUT_MS:", "OLLAMA_URL:"]);
  });

  it.each([
    ["OPENAI_API_KEY", "   "],
    ["MODEL", "   "],
    ["OPENAI_BASE_URL", "secret-7f3a"],
    ["OPENAI_BASE_URL", "file:///secret-7f3a"],
    ["OPENAI_API", "secret-7f3a"],
    ["REVIEW_TIMEOUT_MS", "secret-7f3a"],
    ["REVIEW_TIMEOUT_MS", "99"],
    ["REVIEW_TIMEOUT_MS", "120001"],
    ["REVIEW_TIMEOUT_MS", "1000.5"],
    ["OLLAMA_URL", "secret-7f3a"],
    ["TRUSTED_PROXY", "secret-7f3a"],
    ["ACCESS_CODE", "secret-"],
    ["TRUSTED_PROXY", "0"],
    ["TRUSTED_PROXY", "11"],
  ])("refuses %s=%s without showing the value", (name, value) => {
    const message = complain({ [name]: value });
    expect(message).toContain(`  ${name}: `);
    expect(message).not.toContain("secret-7f3a");
  });

  it("reads limits as numbers, and off as none", () => {
    const read = readEnv({ USD_PER_DAY: "0.5", REQUESTS_PER_HOUR: "off", USD_PER_MONTH: "0" });
    expect(read).toEqual({ USD_PER_DAY: 0.5, REQUESTS_PER_HOUR: null, USD_PER_MONTH: 0 });
    expect(complain({ USD_PER_DAY: "5x" })).toContain(
      "USD_PER_DAY: must be a number from 0 to 1000000, or off",
    );
    expect(complain({ REQUESTS_PER_OWNER: "-1" })).toContain("REQUESTS_PER_OWNER");
  });

  it("reads prices by name, and one for every other model", () => {
    const { MODEL_PRICE } = readEnv({ MODEL_PRICE: "one=0.1/0.5, two/b=1/5, 3/4" });
    expect(MODEL_PRICE).toEqual([
      { id: "one", input: 0.1, output: 0.5 },
      { id: "two/b", input: 1, output: 5 },
      { id: null, input: 3, output: 4 },
    ]);
    for (const wrong of ["cheap", "one=1", "one=1/-5", "=1/5", "1/5,"])
      expect(complain({ MODEL_PRICE: wrong }), wrong).toContain("MODEL_PRICE: must be NAME=IN/OUT");
  });
});
