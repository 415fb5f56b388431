import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";

/** One paragraph: the day, the machine and the versions that the numbers hold for. */
export function describeMachine(packages: readonly string[]): string {
  const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  const all = { ...manifest.devDependencies, ...manifest.dependencies };
  const versions = packages.map((name) => `${name} ${all[name]}`);
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.replace(/\s+/g, " ").trim();
  const cores = `${availableParallelism()} cores of ${model ?? "an unknown model"}`;
  return `Measured on ${date}, ${cores}, Node ${process.versions.node}, ${versions.join(", ")}.`;
}
