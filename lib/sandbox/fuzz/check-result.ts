import type { RunResult } from "#lib/sandbox";
import { resolveRef, type Value } from "#lib/value";

/** What is wrong with a result of the sandbox by the letter of its types; empty when nothing is. */
export function findFlaws(result: RunResult): string[] {
  switch (result.status) {
    case "refused":
      return [];
    case "crashed":
      return [`crashed: ${result.message}`];
    case "failed":
      return [...findErrorFlaws(result.error), ...findOutputFlaws(result.output)];
    case "stopped":
      return findOutputFlaws(result.output);
    case "completed":
      return [...findValueFlaws(result.value), ...findOutputFlaws(result.output)];
  }
}

type Output = Extract<RunResult, { output: unknown }>["output"];

function findOutputFlaws(output: Output): string[] {
  return output
    .flatMap((entry) => (entry.kind === "display" ? [entry.value] : entry.values))
    .flatMap(findValueFlaws);
}

function findErrorFlaws({ name, message, line, column }: Extract<RunResult, { status: "failed" }>["error"]) {
  const flaws = [];
  if (typeof name !== "string" || name === "") flaws.push("an error without a name");
  if (typeof message !== "string") flaws.push("an error without a message");
  if ((line === null) !== (column === null)) flaws.push("a line without a column");
  if (line !== null && !(line >= 1 && (column ?? 0) >= 1)) flaws.push(`a place of ${line}:${column}`);
  return flaws;
}

/** Whether a tree is a Value: kinds that exist, JSON that survives a round trip, references that lead somewhere. */
export function findValueFlaws(root: Value): string[] {
  const flaws: string[] = [];
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === "number" && (!Number.isFinite(node) || Object.is(node, -0)))
      flaws.push(`the bare number ${Object.is(node, -0) ? "-0" : node}`);
    if (typeof node !== "object" || node === null) continue;
    if (!Array.isArray(node)) flaws.push(...findNodeFlaws(root, node as Record<string, unknown>));
    for (const part of Object.values(node)) {
      if (part === undefined) flaws.push("an undefined part");
      else open.push(part);
    }
  }
  return flaws;
}

const kinds = new Set(
  "undefined number bigint symbol function date regexp error map set binary string array hole object boxed opaque ref cut thrown".split(
    " ",
  ),
);

function findNodeFlaws(root: Value, node: Record<string, unknown>): string[] {
  const proto = Object.getPrototypeOf(node);
  if (proto !== Object.prototype && proto !== null) return ["an object with a prototype of its own"];
  if (!Object.hasOwn(node, "$")) return [];
  if (typeof node.$ !== "string" || !kinds.has(node.$)) return [`a kind ${String(node.$)}`];
  for (const key of ["size", "length", "count"]) {
    const n = node[key] ?? 0;
    if (!Number.isSafeInteger(n) || (n as number) < 0) return [`a ${key} of ${n} in a ${node.$}`];
  }
  if (node.$ === "number" && !["NaN", "Infinity", "-Infinity", "-0"].includes(String(node.value)))
    return [`the number ${node.value}`];
  if (node.$ === "bigint" && !/^-?\d+$/.test(String(node.value))) return [`the bigint ${node.value}`];
  if (node.$ !== "ref") return [];
  return resolveRef(root, node.path as string[]) === undefined ? [`a reference to ${node.path}`] : [];
}
