import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { nameFolder } from "./folder.fixture.ts";

const program = fileURLToPath(new URL("./lock.fixture.ts", import.meta.url));

/** A process that takes folders, without opening the databases in them: that would leave time for few rounds. */
function startTaker(): ChildProcess {
  const taker = fork(program);
  onTestFinished(async () => {
    const gone = once(taker, "close");
    if (taker.exitCode === null && taker.signalCode === null) {
      taker.kill("SIGKILL");
      await gone;
    }
  });
  return taker;
}

/** Whether it got the folder. */
async function take(taker: ChildProcess, folder: string): Promise<boolean> {
  taker.send(folder);
  const [got] = await once(taker, "message");
  return got;
}

it("gives the folder of a process that was killed to one of six that want it, two hundred times over", async () => {
  const parent = nameFolder();
  const gone = startTaker();
  expect(await take(gone, parent)).toBe(true);
  const ended = once(gone, "close");
  gone.kill("SIGKILL");
  await ended;
  const stale = readFileSync(join(parent, "lock"), "utf8");
  const { token } = JSON.parse(stale);

  const takers = Array.from({ length: 6 }, startTaker);
  for (let round = 0; round < 200; round++) {
    const folder = join(parent, String(round));
    mkdirSync(folder);
    writeFileSync(join(folder, "lock"), stale);
    // Every third time somebody was killed while taking it over, too.
    if (round % 3 === 0) writeFileSync(join(folder, `lock.${token}`), stale.replace(token, "another"));
    const got = await Promise.all(takers.map((taker) => take(taker, folder)));
    expect(got.filter(Boolean)).toEqual([true]);
    expect(readdirSync(folder)).toEqual(["lock"]);
  }
});
