import { toComment, toLiteral } from "./comment.ts";
import { toOneLine } from "./hidden.ts";
import type { Branch } from "./markdown.ts";
import { toFunctionBody } from "./module-function.ts";
import { type RecordedRun, readRun } from "./recorded-run.ts";
import { formatTime } from "./run-words.ts";

/** What is written of one result, in characters; what is cut is counted. */
const maxChars = 2_000;

/**
 * A branch's programs as a module for Node: each in an async function of its own, with its verdict and its recorded result as
 * comments. What was not allowed to run, and what nobody here vouches for, stands there as comments only.
 */
export function toModule(chat: Branch, exportedAt: number): string {
  const unverified = new Set(chat.unverified);
  const runs = chat.messages.flatMap((message) =>
    message.parts
      .filter((part) => part.type === "tool-execute_code")
      .map((part) => ({ run: readRun(part, maxChars), vouched: !unverified.has(message.id) })),
  );
  const written = runs.map(({ run, vouched }, index) => writeRun(run, index + 1, vouched));
  return `${[
    [
      "// WARNING: this file runs WITHOUT the sandbox. Its programs can do whatever you can, so read one before you run it.",
      "//",
      ...toComment(
        `The programs of the chat “${toOneLine(chat.title)}”, exported from Workings on ${formatTime(exportedAt)}.`,
      ),
      "// Nothing runs until it is asked for: `node` with this file and a number runs that program and prints its result;",
      "// without a number it lists them. The sandbox's code was sloppy and a module is strict: what relied on that may throw.",
    ],
    [displayOnHost],
    ...written.map(({ lines }) => lines),
    [commandLine(runs.map(({ run }, index) => listEntry(run, index + 1, written[index]?.callable ?? false)))],
  ]
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function writeRun(
  run: RecordedRun,
  number: number,
  vouched: boolean,
): { lines: string[]; callable: boolean } {
  const { label, words, text } = run.ending;
  const body = vouched && run.program ? toFunctionBody(run.program) : null;
  const about = [
    ...toComment(`—— ${number}. ${toOneLine(run.title)}`),
    ...(vouched ? [] : ["// Imported, not verified: nobody here vouches for what follows."]),
    ...toComment(`Verdict: ${toOneLine(run.verdict)}`),
    ...toComment(`${label}: ${toOneLine(words)}`),
    ...(text === null ? [] : toComment(text, "   ")),
  ];
  if (body !== null)
    return {
      lines: [
        ...about,
        `async function run${number}() {`,
        body.strict ? indent(body.text) : wrapSloppy(body.text),
        "}",
      ],
      callable: true,
    };
  const reason =
    vouched && run.program
      ? "It cannot stand in a module. What was written:"
      : "It stands here to be read only. What was written:";
  return { lines: [...about, ...toComment(reason), ...toComment(run.written, "   | ")], callable: false };
}

/** Where a line could be part of a text, it stays as it is. */
function indent(code: string): string {
  if (/`|[\u2028\u2029]|\\[\n\r]/.test(code)) return code;
  return code.replace(/^(?=.*\S)/gm, "  ");
}

function wrapSloppy(code: string): string {
  const lines = code.split("\n").map((line) => `    ${toLiteral(line)},`);
  return [
    "  // Only sloppy code allows this, and a module is strict, so it stands here as a text.",
    "  const AsyncFunction = (async () => {}).constructor;",
    "  const code = [",
    ...lines,
    "  ];",
    '  return new AsyncFunction(code.join("\\n")).call(globalThis);',
  ].join("\n");
}

/** What the sandbox has and Node has not. */
const displayOnHost =
  "globalThis.display ??= (value) => console.dir(value, { depth: null, maxArrayLength: null, maxStringLength: null });";

function listEntry(run: RecordedRun, number: number, callable: boolean): string {
  return `    { title: ${toLiteral(toOneLine(run.title))}, run: ${callable ? `run${number}` : "null"} },`;
}

function commandLine(entries: string[]): string {
  return `// From here on: what the command line asks for.
if (import.meta.main !== false && globalThis.process?.argv) {
  const programs = [
${entries.join("\n")}
  ];
  const [, , wanted] = process.argv;
  const program = programs[wanted - 1];
  const fail = (error) => {
    console.error(error);
    process.exitCode = 1;
  };
  if (wanted === undefined)
    for (const [index, { title, run }] of programs.entries())
      console.log(\`\${index + 1}  \${title}\${run ? "" : " (to be read only)"}\`);
  else if (!program) fail(\`There is no program \${wanted} in this file.\`);
  else if (!program.run) fail(\`Program \${wanted} stands in this file to be read only.\`);
  else
    program.run.call(globalThis).then(
      (value) => console.dir(value, { depth: null, maxArrayLength: null, maxStringLength: null }),
      fail,
    );
}`;
}
