import { isDeepStrictEqual } from "node:util";

/** The one program that every peer runs, in two halves, because some want a `return` before the answer. */
export interface Task {
  /** As it stands in the table, in Markdown. */
  name: string;
  /** Statements that stand before the answer. */
  setup: string;
  /** One expression. */
  answer: string;
  /** What it must come to. */
  value: unknown;
  /** Console lines it must print, each as its values joined by a space. Without any, a peer installs no console. */
  lines: readonly string[];
}

/** What came back from one run. */
export interface Outcome {
  value: unknown;
  lines: readonly string[];
}

/** For an engine that takes a program's last expression for its answer. */
export function asScript({ setup, answer }: Task): string {
  return `${setup}\n${answer}`;
}

/** For an engine that takes the body of a function. */
export function asFunctionBody({ setup, answer }: Task): string {
  return `${setup}\nreturn ${answer}`;
}

/** A peer that is quick and wrong has won nothing. Throws. */
export function check(task: Task, { value, lines }: Outcome, who: string): void {
  if (!isDeepStrictEqual(value, task.value)) throw new Error(`${who} gave a wrong answer to ${task.name}`);
  if (!isDeepStrictEqual(lines, task.lines))
    throw new Error(`${who} printed ${lines.length} lines for ${task.name}, or not the right ones`);
}

export const onePlusOne: Task = { name: "`1 + 1`", setup: "", answer: "1 + 1", value: 2, lines: [] };

/** Each takes QuickJS about a third of a second: several of the peers have bounds that a much longer one would meet. */
export const cpuTasks: readonly Task[] = [
  {
    name: "sieve",
    setup: `function sieve(limit) {
      const composite = new Uint8Array(limit + 1);
      let primes = 0;
      for (let n = 2; n <= limit; n++) {
        if (composite[n]) continue;
        primes++;
        for (let m = n * n; m <= limit; m += n) composite[m] = 1;
      }
      return primes;
    }`,
    answer: "sieve(3000000)",
    value: 216_816,
    lines: [],
  },
  {
    name: "matrix product",
    setup: `function multiply(size) {
      const fill = (f) => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => f(i, j)));
      const a = fill((i, j) => (i + j) % 10);
      const b = fill((i, j) => (i * j) % 10);
      let trace = 0;
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += a[i][k] * b[k][j];
          if (i === j) trace += sum;
        }
      return trace;
    }`,
    answer: "multiply(200)",
    value: 640_000,
    lines: [],
  },
  {
    name: "text",
    setup: `function words(count) {
      let text = "";
      for (let i = 0; i < count; i++) text += "word" + (i % 97) + (i % 7 === 0 ? ". " : " ");
      const seen = {};
      for (const word of text.split(/[ .]+/)) seen[word] = (seen[word] || 0) + 1;
      return text.length + ":" + Object.keys(seen).length + ":" + text.toUpperCase().indexOf("WORD96.");
    }`,
    answer: "words(320000)",
    value: "2252725:98:4090",
    lines: [],
  },
  {
    name: "recursion",
    setup: "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
    answer: "fib(33)",
    value: 3_524_578,
    lines: [],
  },
  {
    name: "maps and sorting",
    setup: `function group(count) {
      let seed = 42;
      const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
      const groups = new Map();
      for (let i = 0; i < count; i++) {
        const key = "k" + Math.floor(random() * 1000);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push({ id: i, weight: random() });
      }
      let sum = 0;
      for (const rows of groups.values()) sum += rows.sort((x, y) => x.weight - y.weight)[0].id;
      return groups.size + ":" + sum;
    }`,
    answer: "group(240000)",
    value: "1000:120695648",
    lines: [],
  },
];

const records = 9_000;

/** An array of records whose JSON is about a million bytes. */
export const millionBytes: Task = {
  name: "a result of 1 MB",
  setup: `const records = Array.from({ length: ${records} }, (_, i) => ({
    id: i, name: "customer number " + i, city: "city " + (i % 40), amount: i * 1.25, paid: i % 3 === 0, note: null,
    tags: ["a" + (i % 5), "b"],
  }));`,
  answer: "records",
  value: Array.from({ length: records }, (_, i) => ({
    id: i,
    name: `customer number ${i}`,
    city: `city ${i % 40}`,
    amount: i * 1.25,
    paid: i % 3 === 0,
    note: null,
    tags: [`a${i % 5}`, "b"],
  })),
  lines: [],
};

const lineCount = 10_000;

export const consoleLines: Task = {
  name: "10,000 console lines",
  setup: `for (let i = 0; i < ${lineCount}; i++) console.log("row " + i, i);`,
  answer: "0",
  value: 0,
  lines: Array.from({ length: lineCount }, (_, i) => `row ${i} ${i}`),
};
