import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const fixture = fileURLToPath(new URL("./run-and-close.fixture.ts", import.meta.url));

/** Each has the engine ask the host more often than the thousand times after which V8 would compile a wrapper for it. */
const programs: [name: string, program: string][] = [
  ["lines enough for a wrapper", "for (let i = 0; i < 2000; i++) console.log(i)"],
  ["a clock read often enough for a wrapper", "for (let i = 0; i < 2000; i++) performance.now()"],
  ["a loop long enough for a wrapper", "for (let i = 0; i < 2e7; i++);"],
];

/** What V8 tells of the code that it frees, when it frees it as soon as it can. */
async function traceCode(program: string): Promise<string> {
  const flags = ["--trace-wasm-code-gc", "--stress-wasm-code-gc"];
  const child = spawn(process.execPath, [...flags, fixture, program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return text(child.stdout);
}

describe("what the threads of a process share", () => {
  it.each(programs)("is not freed under their feet by %s", async (_, program) => {
    const trace = await traceCode(program);
    expect(trace).toMatch(/^completed$/m);
    // Without this line the trace would tell nothing: code for the engine itself is freed with its last instance.
    expect(trace).toContain("[wasm-gc] Starting GC");
    expect(trace).not.toContain("wrapper");
  });
});
