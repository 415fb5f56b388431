import { readUIMessageStream, simulateReadableStream } from "ai";
import {
  type AgentLimits,
  type AnswerChunk,
  type AnswerRequest,
  type ChatMessage,
  createAgent,
  defaultAgentLimits,
  type FailureCause,
  partsVersion,
  readMessage,
  streamAnswer,
} from "#lib/agent";
import type { Review, Reviewer } from "#lib/safety";
import type { Completed, Program, Sandbox } from "#lib/sandbox";
import { createFakeModel, readPrompt, type Turn } from "./fake-model.ts";

/** Parts and a stage for the tests of this module: a model, a reviewer and a sandbox that do as they are told. */

export const cost = { wallMs: 3, peakMemoryBytes: 65_536 };

export const completed: Completed = { status: "completed", value: 42, output: [], cost };

const record = {
  facts: null,
  model: "fake-reviewer",
  policyVersion: null,
  shown: null,
  codeSha256: "c0de",
  at: 0,
  ms: 1,
  tokens: null,
  costUsd: null,
  remembered: false,
  opinion: "first",
  others: [],
  totalMs: 1,
} satisfies Partial<Review>;

export const reviews = {
  safe: { ...record, verdict: "safe", category: "none", cause: null, reason: "Fine.", effects: "Computes." },
  unsafe: {
    ...record,
    verdict: "unsafe",
    category: "host_access",
    cause: null,
    reason: "It reads files.",
    effects: "Reads files.",
  },
  unavailable: {
    ...record,
    verdict: "unavailable",
    category: null,
    cause: "timeout",
    reason: "The reviewer did not answer in time.",
    effects: null,
  },
} satisfies Record<string, Review>;

/** An error that the fake provider is to blame for. */
export class ProviderTrouble extends Error {
  readonly fault: FailureCause;

  constructor(fault: FailureCause) {
    super(`provider: ${fault}`);
    this.fault = fault;
  }
}

export interface Stage {
  turns: Turn[];
  review?: Reviewer;
  run?: Sandbox["run"];
  prepare?: Sandbox["prepare"];
  steps?: number;
  refusals?: number;
  limits?: Partial<AgentLimits>;
  cost?: AnswerRequest["cost"];
  unverified?: string[];
  /** False where its sandbox does what no sandbox of ours does. */
  isPossible?: boolean;
  /** Called each time the model is. */
  onAsked?: () => void;
}

/** A thousandth of a dollar a token in, a hundredth out. */
const price: AnswerRequest["cost"] = ({ input, output }) =>
  input === null || output === null ? null : input / 1000 + output / 100;

/** An agent among fakes, a journal of what was called in which order, and the errors it reported. */
export function setStage(stage: Stage) {
  const { turns, review, run, prepare, steps = 4, refusals = 3 } = stage;
  const limits = { ...defaultAgentLimits, steps, refusals, ...stage.limits };
  const journal: string[] = [];
  const reports: unknown[] = [];
  const model = createFakeModel(turns, stage.onAsked);
  const sandbox: Sandbox = {
    limits: {
      timeMs: 10_000,
      memoryBytes: 64 * 2 ** 20,
      outputBytes: 256 * 1024,
      valueBytes: 2 ** 20,
      programBytes: 65_536,
      queue: 32,
      workers: 1,
    },
    async prepare(code) {
      journal.push(`prepare ${code}`);
      return prepare ? prepare(code) : { ok: true, program: prepared(code) };
    },
    async run(program, options) {
      journal.push(`run ${program.code}`);
      if (options?.sha256 !== program.sha256) throw new TypeError("another program");
      if (run) return run(program, options);
      options?.onStart?.();
      return completed;
    },
    async close() {},
  };
  const agent = createAgent({
    model,
    sandbox,
    limits,
    async review(program, options) {
      journal.push(`review ${program.code}`);
      return review ? review(program, options) : reviews.safe;
    },
  });

  /** Asks, and reads the answer to its end. */
  async function ask(messages: ChatMessage[] = [question("How many?")], signal?: AbortSignal) {
    const chunks: AnswerChunk[] = [];
    const answer = streamAnswer({
      agent,
      answerId: "answer-1",
      messages,
      unverified: stage.unverified ?? [],
      model: { name: "fake-model", demo: false },
      limits,
      cost: stage.cost ?? price,
      signal: signal ?? new AbortController().signal,
      diagnose: (error) => (error instanceof ProviderTrouble ? error.fault : null),
      report: (error) => reports.push(error),
    });
    for await (const chunk of answer) chunks.push(chunk);
    return { chunks, message: await assemble(chunks, stage.isPossible ?? true) };
  }

  return { ask, journal, reports, model, prompts: () => model.doStreamCalls.map(readPrompt) };
}

/** What `prepare` makes of a program here: the marks show which form of it goes on. */
export function prepared(written: string): Program {
  return { written, code: `«${written}»`, sha256: "c0de" };
}

export function question(text: string, id = "question-1"): ChatMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

/** The message that a page would show in the end. It must be one that can be kept and read again, at any moment. */
async function assemble(chunks: AnswerChunk[], isPossible: boolean): Promise<ChatMessage> {
  let last: ChatMessage | undefined;
  const stream = simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null });
  for await (const message of readUIMessageStream<ChatMessage>({ stream })) {
    last = message;
    if (isPossible) expectReadable(message);
  }
  if (!last) throw new Error("There was no answer.");
  return last;
}

function expectReadable(message: ChatMessage): void {
  const read = readMessage(JSON.parse(JSON.stringify(message)), partsVersion);
  if (!read.ok) throw new Error(`The answer could not be read again: ${read.reason}`);
}
