import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../app/api");

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);
const routes = files.filter((name) => name.endsWith("/route.ts"));
const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** What is done at an address, for each of its methods. */
function readHandlers(text: string): { method: string; handler: string }[] {
  const handlers = text.matchAll(
    /^export (?:const|(?:async )?function\*?) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b(.*(?:\n {2}.*)?)/gm,
  );
  return [...handlers].map(([, method = "", handler = ""]) => ({ method, handler }));
}

/** Those that look at a request first, those that refuse whatever comes, and other names for either. */
const guarded = /^ = (?:serve\(|withOwnChat\(|refuseMethod\(|refuseAddress;|(?:GET|POST|PUT);)/;

describe("an address below /api", () => {
  it.each(routes)("looks first at who sends what it is sent: %s", (name) => {
    const handlers = readHandlers(read(name));
    expect(handlers.length).toBeGreaterThan(0);
    expect(handlers.filter(({ handler }) => !guarded.test(handler))).toEqual([]);
    // Nothing is handed on under a name that this test does not see.
    expect(read(name).match(/^export (?:\*|\{|default)/gm)).toBeNull();
  });

  it("reads bodies in one place, as JSON of a bounded size", () => {
    const readers = files.filter((name) =>
      /\.(?:json|text|formData|blob|bytes|arrayBuffer)\(\)|request\.(?:body|clone)\b/.test(read(name)),
    );
    expect(readers).toEqual(["json.ts"]);
  });

  it("has all that reads a body say how much of it", () => {
    const bounds = routes.flatMap((name) =>
      [...read(name).matchAll(/readJson\((.*?)\)(?:\.finally\(\w+\))?;/g)].map(([, given]) => given),
    );
    expect(bounds.length).toBeGreaterThan(5);
    expect(
      bounds.filter((given) => !/, (?:\d+|maxBodyBytes|sharing\.maxFileBytes)$/.test(given ?? "")),
    ).toEqual([]);
  });
});
