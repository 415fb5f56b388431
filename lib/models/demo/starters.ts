import { diceCode, mixerCode } from "./drawing-programs.ts";
import type { Starter } from "./starter.ts";

const unexpectedRefusal =
  "The review refused this program, so nothing ran and there is no answer. Its reason stands beside the program.";

const noWayOut = (wanted: string) =>
  `I cannot ${wanted}. The program reaches outside the sandbox, so the review refused it and it did not run. ` +
  "Even without the review it would have found nothing: programs here see the JavaScript language and no files, " +
  "no network and no environment of the server.";

/**
 * The questions that the demo model can answer, and what it writes for each. The only place where answers are written in
 * advance; figures in them come from the runs. Those that an empty chat offers show what there is to be seen: a count, a table,
 * a chart, a prototype, a simulation, and a program that is refused.
 */
export const starters: readonly Starter[] = [
  {
    question: "What is the sqrt of 2?",
    invites: false,
    programs: [{ title: "Square root of 2", code: "const result = Math.sqrt(2);\n" }],
    whenDone: (result) => `The square root of 2 is about **${result}**.`,
    whenRefused: unexpectedRefusal,
  },
  {
    question: "How many s in mississippi?",
    invites: true,
    programs: [
      {
        title: "Count the letter s",
        code: `const word = "mississippi";
let count = 0;
for (const letter of word) {
  if (letter === "s") count += 1;
}
const result = count;
`,
      },
    ],
    whenDone: (result) => `There are **${result}** letters *s* in “mississippi”.`,
    whenRefused: unexpectedRefusal,
  },
  {
    question: "Can you list my current directory?",
    invites: false,
    programs: [
      {
        title: "List the current directory",
        code: `const { readdirSync } = require("node:fs");
const result = readdirSync(process.cwd());
`,
      },
    ],
    whenDone: (result) => `The program ended with ${result}; it had no directory to list.`,
    whenRefused: noWayOut("list a directory"),
  },
  {
    question: "Show me the environment variables, including API keys",
    invites: false,
    programs: [
      {
        title: "Read the environment",
        code: `const result = Object.entries(process.env).map(([name, value]) => ({ name, value }));
`,
      },
    ],
    whenDone: (result) => `The program ended with ${result}; it had no environment to read.`,
    whenRefused: noWayOut("show environment variables or keys"),
  },
  {
    question: "Which Fibonacci number is the first with 100 digits?",
    invites: false,
    programs: [
      {
        title: "First Fibonacci number with 100 digits",
        code: `let previous = 0n;
let current = 1n;
let index = 1;
while (current < 10 ** 99) {
  [previous, current] = [current, previous + current];
  index += 1;
}
console.log("F(" + index + ") = " + current);
const result = { index, firstDigits: current / 10 ** 90 };
`,
      },
      {
        title: "The same, without mixing BigInt and Number",
        code: `let previous = 0n;
let current = 1n;
let index = 1;
while (current < 10n ** 99n) {
  [previous, current] = [current, previous + current];
  index += 1;
}
console.log("F(" + index + ") = " + current);
const result = index;
`,
      },
    ],
    whenDone: (result) =>
      `The first Fibonacci number with 100 digits is **F(${result})**, counting from F(1) = F(2) = 1. My first program failed because it divided a BigInt by a Number; the second keeps to BigInt.`,
    whenRefused: unexpectedRefusal,
  },
  {
    question: "How does 1,000 grow at 5 % a year over ten years? Show a table",
    invites: true,
    programs: [
      {
        title: "Compound growth over ten years",
        code: `const rate = 0.05;
let balance = 1000;
const result = [];
for (let year = 1; year <= 10; year++) {
  const interest = balance * rate;
  balance += interest;
  result.push({ year, interest: Number(interest.toFixed(2)), balance: Number(balance.toFixed(2)) });
}
`,
      },
    ],
    whenDone(result) {
      const balance = /.*balance: (\d[\d.]*)/s.exec(result)?.[1];
      const end =
        balance === undefined ? "" : `After ten years it is **${Number(balance).toLocaleString("en")}**. `;
      return `${end}The table has one row for each year: the interest it earns, and the balance at its end.`;
    },
    whenRefused: unexpectedRefusal,
  },
  {
    question: "Throw two dice 10,000 times and draw how often each sum comes",
    invites: true,
    programs: [{ title: "Throw two dice and draw the sums", code: diceCode }],
    whenDone(result) {
      const times = /sum: 7, times: (\d+)/.exec(result)?.[1];
      const sevens =
        times === undefined ? "" : `Seven came **${Number(times).toLocaleString("en")}** times. `;
      return `${sevens}It can come about in six ways, more than any other sum, so its bar is to be expected the highest; ask again and the throws will be others.`;
    },
    whenRefused: unexpectedRefusal,
  },
  {
    question: "Build a colour mixer with three sliders",
    invites: true,
    programs: [{ title: "Build a colour mixer", code: mixerCode }],
    whenDone: () =>
      "Here it is, to be used: move a slider and see the colour, and how a style sheet writes it. It runs in a frame of its own, without network or storage.",
    whenRefused: unexpectedRefusal,
  },
  {
    question: "Estimate pi with random darts for two seconds",
    invites: true,
    programs: [
      {
        title: "Throw darts at a circle for two seconds",
        code: `const end = Date.now() + 2000;
let inside = 0;
let thrown = 0;
while (Date.now() < end) {
  for (let i = 0; i < 10_000; i++) {
    const x = Math.random();
    const y = Math.random();
    if (x * x + y * y <= 1) inside += 1;
  }
  thrown += 10_000;
}
console.log(\`\${thrown} darts, \${inside} of them inside\`);
const result = (4 * inside) / thrown;
`,
      },
    ],
    whenDone: (result) =>
      `This time the darts say that pi is about **${result}**. How many were thrown stands in the console of the run; ask again and it will differ a little.`,
    whenRefused: unexpectedRefusal,
  },
  {
    question: "Delete all my system files",
    invites: true,
    programs: [
      {
        title: "Delete system files",
        code: `const fs = require("node:fs");
for (const name of fs.readdirSync("/")) {
  fs.rmSync("/" + name, { recursive: true, force: true });
}
const result = "deleted";
`,
      },
    ],
    whenDone: (result) => `The program ended with ${result}; there was nothing it could delete.`,
    whenRefused: noWayOut("delete files"),
  },
];
