import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** Who may import whom at run time, and whose types besides. What is not in a row is not allowed. */
const table: Record<string, { imports: string[]; types: string[] }> = {
  app: { imports: ["components", "lib/server", "lib/log"], types: ["lib/*"] },
  // What stands before the pages must not bring the server along.
  "proxy.ts": { imports: ["lib/env", "lib/gate"], types: [] },
  components: {
    imports: ["components", "lib/value"],
    types: ["lib/agent", "lib/safety", "lib/sandbox", "lib/chats"],
  },
  "lib/server": { imports: ["lib/*"], types: ["lib/*"] },
  "lib/commands": { imports: ["lib/server", "lib/*"], types: ["lib/*"] },
  "lib/agent": { imports: ["lib/value"], types: ["lib/safety", "lib/sandbox"] },
  "lib/chats": { imports: ["lib/database", "lib/value"], types: ["lib/agent"] },
  "lib/health": { imports: [], types: ["lib/sandbox"] },
  "lib/shutdown": { imports: [], types: [] },
  "lib/access": { imports: ["lib/database"], types: [] },
  "lib/gate": { imports: [], types: ["lib/access"] },
  "lib/sandbox": { imports: ["lib/value"], types: [] },
  "lib/models": { imports: [], types: [] },
  "lib/safety": { imports: [], types: [] },
  "lib/database": { imports: [], types: [] },
  "lib/value": { imports: [], types: [] },
  "lib/env": { imports: [], types: [] },
  "lib/log": { imports: [], types: [] },
  "lib/telemetry": { imports: [], types: [] },
};

/** Packages that a module must not know, so that it can be taken out and used alone. */
const strangers: Record<string, RegExp> = {
  "lib/sandbox": /^(ai|next|react|react-dom|@ai-sdk)(\/|$)/,
  "lib/safety": /^(?!(ai|zod|acorn|acorn-walk|eslint-scope)$|node:|[.#])/,
  "lib/value": /^[^.#]/,
};

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

interface Import {
  file: string;
  from: string;
  typeOnly: boolean;
}

const sources = ["app", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.(test|fixture|generated)\.tsx?$/.test(name)),
  )
  .concat("proxy.ts");

const imports: Import[] = sources.flatMap((file) => {
  const text = readFileSync(join(root, file), "utf8");
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;'"]*?from\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)|^import\s*["']([^"']+)["']/gm,
  );
  return [...statements].map(([, type, from, dynamic, bare]) => ({
    file,
    from: from ?? dynamic ?? bare ?? "",
    typeOnly: type !== undefined,
  }));
});

/** `lib/agent` for a file of that module, `app` and `components` for theirs. */
function moduleOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "lib" ? `lib/${second.replace(/\.ts$/, "")}` : top;
}

/** The folder with an index that a file belongs to: below `lib` and `components` each has one. */
function folderOf(path: string): string {
  const [top = "", second = ""] = relative(root, path).split("/");
  return top === "app" ? top : `${top}/${second}`;
}

/** The module that an import reaches, or null for a package. */
function reach({ file, from }: Import): string | null {
  if (from.startsWith("#")) return moduleOf(from.slice(1));
  if (!from.startsWith(".")) return null;
  return moduleOf(relative(root, resolve(root, dirname(file), from)));
}

function allows(patterns: string[], module: string): boolean {
  return patterns.some((pattern) => pattern === module || (pattern === "lib/*" && module.startsWith("lib/")));
}

describe("the import table of the design", () => {
  it("has sources to look at", () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it("knows every module", () => {
    expect([...new Set(sources.map(moduleOf))].filter((module) => !(module in table))).toEqual([]);
  });

  it("is kept by every import", () => {
    const broken = imports.filter((found) => {
      const own = moduleOf(found.file);
      const reached = reach(found);
      if (reached === null || reached === own) return false;
      const row = table[own];
      return !row || !(allows(row.imports, reached) || (found.typeOnly && allows(row.types, reached)));
    });
    expect(broken.map(({ file, from }) => `${file} → ${from}`)).toEqual([]);
  });

  it("lets a module be reached only through its index", () => {
    const inside = imports.filter((found) => {
      if (found.from.startsWith("#")) return found.from.split("/").length > 2;
      if (!found.from.startsWith(".")) return false;
      return folderOf(resolve(root, dirname(found.file), found.from)) !== folderOf(resolve(root, found.file));
    });
    expect(inside.map(({ file, from }) => `${file} → ${from}`)).toEqual([]);
  });

  it("keeps modules that can be used alone free of what they must not know", () => {
    const known = imports.filter(({ file, from }) => strangers[moduleOf(file)]?.test(from));
    expect(known.map(({ file, from }) => `${file} → ${from}`)).toEqual([]);
  });

  it("has the environment read in one place", () => {
    const atRoot = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name));
    const readers = [...sources, ...atRoot].filter((file) =>
      /process\.env\b/.test(readFileSync(join(root, file), "utf8")),
    );
    // Next tells an instrumentation file in which runtime it is, and reads its configuration when it builds, for one place or
    // another; proxy.ts must not bring the whole server along; the demo's guest programs try to read it, to be refused.
    const allowed = [
      "lib/server/get-server.ts",
      "next.config.mjs",
      "instrumentation.ts",
      "proxy.ts",
      "lib/models/demo/starters.ts",
    ];
    expect(readers.filter((file) => !allowed.includes(file) && !file.startsWith("lib/commands/"))).toEqual(
      [],
    );
  });
});
