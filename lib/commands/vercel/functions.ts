import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";

/** A function as Vercel would run it: all of its files, and nothing else, in one folder. */
export interface AssembledFunction {
  folder: string;
  /** The file with its handler, in the folder. */
  handler: string;
  /** How long a request may take, in seconds; null for the plan's default. */
  maxSeconds: number | null;
  cancels: boolean;
  /** Whether its handler takes a web Request, and no stream of Node's. */
  isWeb: boolean;
  /** Bytes by package; what is our own under the folder's name. */
  sizes: Map<string, number>;
}

interface FunctionConfig {
  handler: string;
  maxDuration?: number;
  supportsCancellation?: boolean;
  useWebApi?: boolean;
  /** Where each file goes, and where it is in the project. */
  filePathMap: Record<string, string>;
}

/** The functions of an output, by the path of the addresses they answer: several may be one. */
export function listFunctions(output: string): Map<string, string> {
  const functions = join(output, "functions");
  const found = new Map<string, string>();
  for (const name of readdirSync(functions, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".func")) continue;
    found.set(`/${name.replace(/\.func$/, "").replace(/^index$/, "")}`, realpathSync(join(functions, name)));
  }
  return found;
}

/** Puts a function's files into an empty folder. */
export function assemble(project: string, from: string, to: string): AssembledFunction {
  const config: FunctionConfig = JSON.parse(readFileSync(join(from, ".vc-config.json"), "utf8"));
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith(".vc-config.json") });
  for (const [path, source] of Object.entries(config.filePathMap)) put(join(project, source), join(to, path));
  return {
    folder: to,
    handler: config.handler,
    maxSeconds: config.maxDuration ?? null,
    cancels: config.supportsCancellation ?? false,
    isWeb: config.useWebApi ?? false,
    sizes: measure(to),
  };
}

function put(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  if (lstatSync(source).isSymbolicLink()) symlinkSync(readlinkSync(source), target);
  else cpSync(source, target);
}

/** Links count as nothing: what they lead to is in the folder too. */
function measure(folder: string): Map<string, number> {
  const sizes = new Map<string, number>();
  const add = (inside: string) => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) add(path);
      if (!entry.isFile()) continue;
      const name = nameOwner(path.split(sep));
      sizes.set(name, (sizes.get(name) ?? 0) + lstatSync(join(folder, path)).size);
    }
  };
  add("");
  return sizes;
}

function nameOwner(parts: string[]): string {
  const at = parts.lastIndexOf("node_modules");
  if (at === -1) return parts[0] === ".next" ? "Workings, with what is bundled" : "Vercel's launcher";
  const [first = "", second = ""] = parts.slice(at + 1);
  return first.startsWith("@") ? `${first}/${second}` : first;
}
