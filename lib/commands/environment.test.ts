import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { childEnvironment, neutralEnvironment, variableNames } from "./environment.mjs";
import { folder } from "./project.mjs";

const bin = join(folder, "node_modules", ".bin");

test("finds every variable of an example file, also those that are commented out", () => {
  const text =
    "# How to set it up\nOPENAI_API_KEY=sk-...\n#ACCESS_CODE=\n# DATABASE_URL=postgres://x\n\nexport LOG=1\nnot this=one\n";
  expect(variableNames(text)).toEqual(["OPENAI_API_KEY", "ACCESS_CODE", "DATABASE_URL", "LOG"]);
});

test("keeps the developer's keys and servers out of builds and tests", () => {
  const environment = neutralEnvironment("/node/bin/node", {
    OPENAI_API_KEY: "sk-secret",
    OPENAI_BASE_URL: "http://localhost:1",
    OLLAMA_HOST: "http://localhost:2",
    HOME: "/home/me",
    PATH: "/usr/bin",
  });
  expect(Object.keys(environment).filter((name) => /OPENAI|OLLAMA/.test(name))).toEqual([]);
  expect(environment).toMatchObject({ HOME: "/home/me", __NEXT_PROCESSED_ENV: "true" });
});

test("puts the project's Node first, sends nothing home and lets each tool choose its NODE_ENV", () => {
  const environment = childEnvironment("/node/bin/node", {
    NODE_ENV: "production",
    Path: ["/usr/bin", bin].join(delimiter),
  });
  expect(environment).toEqual({
    Path: [bin, dirname("/node/bin/node"), "/usr/bin"].join(delimiter),
    NEXT_TELEMETRY_DISABLED: "1",
  });
});

test("leaves nothing of the project on the PATH of an install, which removes it", () => {
  const beside = `${folder}-other/bin`;
  const environment = childEnvironment(undefined, { PATH: [bin, beside, "/usr/bin"].join(delimiter) });
  expect(environment.PATH).toBe([beside, "/usr/bin"].join(delimiter));
});
