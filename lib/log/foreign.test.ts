import { expect, it, vi } from "vitest";

/** A console of its own, taken over by a copy of the module that has not yet taken another. */
async function takeOver() {
  const { error, warn, log } = console;
  const lines: string[] = [];
  console.error = (line: string) => void lines.push(line);
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("workings.log"));
  const { captureConsole } = await import("#lib/log");
  captureConsole();
  return {
    last: () => JSON.parse(lines.at(-1) ?? "null"),
    count: () => lines.length,
    giveBack: () => Object.assign(console, { error, warn, log }),
  };
}

it("makes lines of the log of what libraries write to the console, without what errors hold", async () => {
  const taken = await takeOver();
  try {
    const error = Object.assign(new Error("canary"), { code: "23505", params: ["canary"] });
    console.error(" \u001b[31m⨯\u001b[0m", error, { params: "canary" });
    expect(taken.last()).toMatchObject({
      level: "error",
      event: "console",
      words: "⨯",
      error: { code: "23505" },
    });
    expect(JSON.stringify(taken.last())).not.toContain("canary");

    console.warn("The cache is old: canary\ncanary");
    expect(taken.last()).toMatchObject({ level: "warn", words: "The cache is old" });
    expect(JSON.stringify(taken.last())).not.toContain("canary");
  } finally {
    taken.giveBack();
  }
});

it("leaves a page's error to the hook that tells of it", async () => {
  const taken = await takeOver();
  try {
    console.error(Object.assign(new Error("canary"), { digest: "123" }));
    expect(taken.count()).toBe(0);
  } finally {
    taken.giveBack();
  }
});

it("leaves lines of the log as they are, also those of another copy of this module", async () => {
  const taken = await takeOver();
  try {
    vi.resetModules();
    const { log } = await import("#lib/log");
    log("error", "request-failed");
    expect(taken.last()).toMatchObject({ event: "request-failed" });
    expect(taken.count()).toBe(1);
  } finally {
    taken.giveBack();
  }
});
