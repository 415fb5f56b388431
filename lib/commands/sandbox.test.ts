import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const command = fileURLToPath(new URL("./sandbox.ts", import.meta.url));

/** What the real command prints for the lines it is given, one JSON value a line, and how it ends. */
async function pipe(lines: string[]) {
  const child = spawn(process.execPath, [command], { stdio: "pipe" });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  child.stdin.end(lines.join("\n"));
  const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const answers = output
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { answers, complaints, code: await ended };
}

const request = (id: unknown, code: string) => JSON.stringify({ id, code });

describe("npm run sandbox", () => {
  it("answers a thousand programs and more, each under its own id, in the order they came", async () => {
    const numbers = Array.from({ length: 1200 }, (_, n) => n);
    const codes = [
      (n: number) => `${n} * 2`,
      (n: number) => `console.log("line", ${n}); await ${n * 2}`,
      (n: number) => `const list = Array.from({ length: 300 }, () => ${n}); list.length; ${n * 2}`,
      (n: number) => `throw new Error("${n}")`,
    ];
    const lines = numbers.map((n) => request({ n }, codes[n % codes.length]?.(n) ?? ""));
    const { answers, complaints, code } = await pipe(lines);
    expect(complaints).toBe("");
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id.n)).toEqual(numbers);
    for (const { id, status, value, error, output } of answers)
      expect({ status, value, message: error?.message, printed: output[0]?.values }).toEqual({
        status: id.n % 4 === 3 ? "failed" : "completed",
        value: id.n % 4 === 3 ? undefined : id.n * 2,
        message: id.n % 4 === 3 ? `${id.n}` : undefined,
        printed: id.n % 4 === 1 ? ["line", id.n] : undefined,
      });
  });

  it("answers bad lines in their place, skips empty ones, and ends with code 1", async () => {
    const { answers, complaints, code } = await pipe([
      request(null, "1 +"),
      "not JSON",
      "",
      '{ "id": 1 }',
      '{ "code": "1" }',
      '{ "id": 1, "code": 1 }',
      "[1, 2]",
      "null",
      `${request("id with \n line", "'a\\nb'")}\r`,
      request(7, `${"x".repeat(100_000)}`),
      request([8], "7 * 6"),
    ]);
    const bad = (line: number) => ({ id: null, error: expect.stringContaining(`line ${line} `) });
    expect(answers).toMatchObject([
      { id: null, status: "failed", error: { name: "SyntaxError" } },
      bad(2),
      bad(4),
      bad(5),
      bad(6),
      bad(7),
      bad(8),
      { id: "id with \n line", status: "completed", value: "a\nb" },
      { id: 7, status: "refused", reason: "too-long", limit: 65_536 },
      { id: [8], status: "completed", value: 42 },
    ]);
    expect({ complaints, code }).toEqual({ complaints: "", code: 1 });
  });

  it("answers nothing with nothing, and without an end of line too", async () => {
    expect(await pipe([])).toEqual({ answers: [], complaints: "", code: 0 });
    expect((await pipe([request(1, "1")])).answers).toMatchObject([{ id: 1, value: 1 }]);
  });

  // Node's readline ends a line there too, though JSON may hold these characters as they are.
  it("reads a line with a line or paragraph separator in it as one", async () => {
    const { answers } = await pipe([request(1, "'\u2028'"), request(2, "'\u2029'")]);
    expect(answers).toMatchObject([
      { id: 1, value: "\u2028" },
      { id: 2, value: "\u2029" },
    ]);
  });
});
