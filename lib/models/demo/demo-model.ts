import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { simulateReadableStream } from "ai";
import type { DemoProgram, Starter } from "./starter.ts";
import { starters } from "./starters.ts";

/** The demo's name wherever a model's name is shown. */
export const demoModelId = "demo";

/** Pause between two streamed pieces, in milliseconds: fast, yet slow enough to be watched. */
const pauseMs = 12;

/** What the demo does next: write a program, or say something. */
type Turn = { kind: "program"; program: DemoProgram } | { kind: "text"; text: string };

/**
 * A language model without a model: it plays the starters through the real loop, tool and sandbox, and tells
 * anything else what it is. It reads results from the conversation as a model would.
 */
export function createDemoModel(): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "workings",
    modelId: demoModelId,
    supportedUrls: {},

    async doGenerate({ prompt }) {
      const turn = chooseTurn(prompt);
      return {
        content: [
          turn.kind === "text"
            ? { type: "text", text: turn.text }
            : { ...callFor(turn.program), type: "tool-call", toolCallId: createCallId() },
        ],
        finishReason: finishReasonOf(turn),
        usage: noUsage,
        warnings: [],
      };
    },

    async doStream({ prompt }) {
      const chunks = [...writeTurn(chooseTurn(prompt))];
      return {
        stream: simulateReadableStream({ chunks, chunkDelayInMs: pauseMs, initialDelayInMs: pauseMs }),
      };
    },
  };
}

function chooseTurn(prompt: LanguageModelV4Prompt): Turn {
  const asked = prompt.findLastIndex((message) => message.role === "user");
  const starter = findStarter(readQuestion(prompt[asked]));
  if (!starter) return { kind: "text", text: introduction };

  const outcomes = prompt.slice(asked + 1).flatMap(readOutcomes);
  const last = outcomes.at(-1);
  const program = starter.programs[outcomes.length];
  if (program && !last?.startsWith("Error: the review")) return { kind: "program", program };
  return { kind: "text", text: conclude(starter, last ?? "") };
}

/** What the demo says once its last program has come to an end, whichever it was. */
function conclude(starter: Starter, outcome: string): string {
  const result = /^Result: (.*)/s.exec(outcome)?.[1];
  if (result !== undefined) return starter.whenDone(result.split("\nConsole:\n")[0]?.trim() ?? "");
  if (outcome.startsWith("Error: the review")) return starter.whenRefused;
  return `The program came to no result this time, so I have no answer. What happened:\n\n> ${outcome.split("\n")[0]}`;
}

function findStarter(question: string): Starter | undefined {
  return starters.find((starter) => simplify(starter.question) === simplify(question));
}

/** Case, spaces and closing marks make no difference to what was asked. */
function simplify(question: string): string {
  return question
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/[\s.?!]+$/, "")
    .trim();
}

function readQuestion(message: LanguageModelV4Prompt[number] | undefined): string {
  if (message?.role !== "user") return "";
  // What was imported and nobody vouches for comes before it.
  const question = message.content.findLast(({ type }) => type === "text");
  return question?.type === "text" ? question.text : "";
}

function readOutcomes(message: LanguageModelV4Prompt[number]): string[] {
  if (message.role !== "tool") return [];
  return message.content.flatMap((part) => {
    if (part.type !== "tool-result") return [];
    return "value" in part.output ? [String(part.output.value)] : [""];
  });
}

const introduction = `This is the demo: no model is configured, so I can only play the questions I was given, though their programs are really reviewed and really run:

${starters.map(({ question }) => `- ${question}`).join("\n")}

To ask anything else, put a key in a file \`.env.local\` beside \`package.json\` and start again:

\`\`\`sh
OPENAI_API_KEY=your-key
\`\`\`

\`.env.example\` lists what else can be set, a local server among it.`;

const noUsage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

function finishReasonOf(turn: Turn) {
  return turn.kind === "text"
    ? { unified: "stop" as const, raw: undefined }
    : { unified: "tool-calls" as const, raw: undefined };
}

function createCallId(): string {
  return `demo-${crypto.randomUUID()}`;
}

function callFor(program: DemoProgram) {
  return { toolName: "execute_code", input: JSON.stringify(program) };
}

function* writeTurn(turn: Turn): Generator<LanguageModelV4StreamPart> {
  yield { type: "stream-start", warnings: [] };
  if (turn.kind === "text") {
    const id = "text";
    yield { type: "text-start", id };
    for (const delta of cut(turn.text)) yield { type: "text-delta", id, delta };
    yield { type: "text-end", id };
  } else {
    const id = createCallId();
    const call = callFor(turn.program);
    yield { type: "tool-input-start", id, toolName: call.toolName };
    for (const delta of cut(call.input)) yield { type: "tool-input-delta", id, delta };
    yield { type: "tool-input-end", id };
    yield { type: "tool-call", toolCallId: id, ...call };
  }
  yield { type: "finish", finishReason: finishReasonOf(turn), usage: noUsage };
}

/** Pieces of about the size a model streams. */
function cut(text: string): string[] {
  return text.match(/.{1,6}/gsu) ?? [];
}
