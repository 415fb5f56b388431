import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFactReader } from "./fact-reader.ts";

describe("a thread that does not start", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ["breaks", "data:text/javascript,throw new Error('broken')", "broken"],
    ["ends", "data:text/javascript,1", "The thread ended with code 0 as it started."],
    [
      "does nothing",
      "data:text/javascript,for(;;);",
      "The thread that reads programs did not start within 2000 ms.",
    ],
  ])("since it %s is reported, and the next program has another one", async (_, thread, words) => {
    const errors: unknown[] = [];
    const broken = createFactReader({ globals: ["Math"], report: (error) => errors.push(error) });
    const place = new URL(thread);
    vi.stubGlobal(
      "URL",
      class {
        constructor() {
          vi.unstubAllGlobals();
          // biome-ignore lint/correctness/noConstructorReturn: it stands for the place of the thread's own file.
          return place;
        }
      },
    );
    const reads = [broken.read("1"), broken.read("Math.sqrt(2);")];
    expect(await Promise.all(reads)).toEqual([
      { status: "unreadable" },
      { status: "read", facts: { globals: ["Math"], findings: [] } },
    ]);
    expect(errors).toEqual([expect.objectContaining({ message: words })]);
    await broken.close();
  });

  it("since the process may have none leaves every program unreadable", async () => {
    const program = `
      import { createFactReader } from ${JSON.stringify(new URL("./fact-reader.ts", import.meta.url).href)};
      const reader = createFactReader({ globals: [], report: ({ code }) => console.log(code) });
      for (const code of ["1", "2"]) console.log((await reader.read(code)).status);`;
    const args = [
      "--no-warnings",
      "--permission",
      "--allow-fs-read=*",
      "--input-type=module",
      "--eval",
      program,
    ];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe("ERR_ACCESS_DENIED\nunreadable\n".repeat(2));
  });
});
