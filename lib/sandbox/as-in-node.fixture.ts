import { expect } from "vitest";
import type { Sandbox } from "#lib/sandbox";

/** What a program answers, or `Name: message` of what it throws. */
export async function answerOf(sandbox: Sandbox, code: string): Promise<unknown> {
  const prepared = await sandbox.prepare(code);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.result));
  const result = await sandbox.run(prepared.program);
  if (result.status === "completed") return result.value;
  return result.status === "failed" ? `${result.error.name}: ${result.error.message}` : result;
}

/** A function that gives each expression's value as JSON, or the error it throws, by its name. */
function table(expressions: readonly string[], setup: string): string {
  const entries = expressions.map((one) => `[${JSON.stringify(one)}, () => (${one})]`);
  return `(L) => { ${setup}; return [${entries.join(",\n")}].map(([text, value]) => {
    const plain = (_, v) => v === undefined ? "undefined" : Object.is(v, -0) ? "-0" : v;
    try { return text + " → " + JSON.stringify(value(), plain); } catch (error) { return text + " → " + error.name; }
  }) }`;
}

/** Expects of every expression what Node itself gives. In an expression `L` is the locale. */
export async function expectAsInNode(
  sandbox: Sandbox,
  expressions: readonly string[],
  locale: string | undefined,
  setup = "",
): Promise<void> {
  const code = table(expressions, setup);
  const inNode: (locale: string | undefined) => string[] = Reflect.construct(Function, [`return ${code}`])();
  expect(await answerOf(sandbox, `(${code})(${JSON.stringify(locale)})`)).toEqual(inNode(locale));
}
