import { expect, it } from "vitest";
import { keepServing } from "./keep-serving.mjs";

/** Servers that live for so long each, in milliseconds, and what was told and waited meanwhile. */
function serve(...lives: number[]) {
  let at = 0;
  const paused: number[] = [];
  const told: string[] = [];
  const start = () => ({
    get ended() {
      at += lives.shift() ?? 0;
      return Promise.resolve(137);
    },
  });
  const pause = async (ms: number) => void paused.push(ms);
  const code = keepServing(start(), async () => start(), {
    pause,
    tell: (words) => told.push(words),
    now: () => at,
  });
  return { code, paused, told };
}

it("starts a server that dies again and again after growing pauses, and gives up in the end", async () => {
  const { code, paused, told } = serve();
  expect(await code).toBe(137);
  expect(paused.length).toBe(5);
  expect(paused).toEqual(paused.toSorted((a, b) => a - b));
  expect(told.at(0)).toContain("exit code 137");
  expect(told.at(-1)).toContain("stays down");
});

it("counts anew when a server has served for long", async () => {
  const { code, paused } = serve(0, 0, 3_600_000);
  await code;
  expect(paused[2]).toBe(paused[0]);
  expect(paused.length).toBe(2 + 5);
});

it("tries again where a start fails, and tells why each did", async () => {
  const told: string[] = [];
  const starts = [
    () => Promise.reject(new Error("no database")),
    async () => ({ ended: Promise.resolve(7) }),
  ];
  const failed = keepServing({ ended: Promise.resolve(1) }, () => (starts.shift() ?? never)(), {
    pause: async () => {},
    tell: (words) => told.push(words),
  });
  expect(await failed).toBe(1);
  expect(told.filter((words) => words === "no database").length).toBe(1);
  expect(told.filter((words) => words === "never again").length).toBe(3);
});

const never = () => Promise.reject(new Error("never again"));
