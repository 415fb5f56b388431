import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashDependencies, hashSources, isInstalledAsLocked, listSources } from "./stamp.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workings-stamp-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: unknown) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
}

describe("the sources of a build", () => {
  test("are everything a build may read, and nothing it does not", () => {
    const read = [
      "app/page.tsx",
      "content/new-folder.md",
      "lib/agent/instructions.md",
      "next.config.mjs",
      "package.json",
    ];
    const unread = [
      ".env.local",
      ".next/BUILD_ID",
      "README.md",
      "biome.json",
      "e2e/chat.spec.ts",
      "lib/agent/agent.test.ts",
      "lib/sandbox/guest/prelude.generated.ts",
      "next-env.d.ts",
      "node_modules/next/package.json",
      "nohup.out",
      "playwright.config.ts",
      "vitest.config.ts",
    ];
    for (const path of [...read, ...unread]) write(path, path);
    expect(listSources(folder)).toEqual(read);
  });

  test("have another hash when a file changes, moves, comes or goes", () => {
    write("app/page.tsx", "one");
    const before = hashSources(folder);
    const hashes = [before];
    write("app/page.tsx", "two");
    hashes.push(hashSources(folder));
    write("app/layout.tsx", "one");
    hashes.push(hashSources(folder));
    rmSync(join(folder, "app/page.tsx"));
    hashes.push(hashSources(folder));
    expect(new Set(hashes).size).toBe(4);
    rmSync(join(folder, "app/layout.tsx"));
    write("app/page.tsx", "one");
    expect(hashSources(folder)).toBe(before);
  });

  test("cannot be confused by moving text from one file to the next", () => {
    write("app/a.ts", "xapp/b.ts");
    write("app/b.ts", "");
    const before = hashSources(folder);
    write("app/a.ts", "x");
    write("app/b.ts", "app/b.ts");
    expect(hashSources(folder)).not.toBe(before);
  });
});

describe("what is installed", () => {
  const locked = { version: "1.0.0", integrity: "sha512-a" };

  function lock(packages: object) {
    write("package-lock.json", { packages: { "": { name: "x" }, ...packages } });
  }

  test("is as locked when npm's own record holds every package", () => {
    lock({ "node_modules/a": locked, "node_modules/other-system": { ...locked, optional: true } });
    expect(isInstalledAsLocked(folder)).toBe(false);
    write("node_modules/.package-lock.json", { packages: { "node_modules/a": locked } });
    expect(isInstalledAsLocked(folder)).toBe(true);
  });

  test.each([
    ["is missing", {}],
    ["has another version", { "node_modules/a": { ...locked, version: "1.0.1" } }],
    ["has another content", { "node_modules/a": { ...locked, integrity: "sha512-b" } }],
  ])("is not as locked when a package %s", (_, packages) => {
    lock({ "node_modules/a": locked });
    write("node_modules/.package-lock.json", { packages });
    expect(isInstalledAsLocked(folder)).toBe(false);
  });

  test("is named by lockfile and dependencies, not by scripts", () => {
    write("package.json", { dependencies: { a: "1.0.0" }, scripts: { x: "y" } });
    lock({ "node_modules/a": locked });
    const before = hashDependencies(folder);
    write("package.json", { dependencies: { a: "1.0.0" }, scripts: { x: "z" } });
    expect(hashDependencies(folder)).toBe(before);
    write("package.json", { dependencies: { a: "1.0.1" } });
    expect(hashDependencies(folder)).not.toBe(before);
    write("package.json", { dependencies: { a: "1.0.0" } });
    lock({ "node_modules/a": { ...locked, version: "1.0.1" } });
    expect(hashDependencies(folder)).not.toBe(before);
  });
});
