import type { IncomingMessage } from "node:http";
import { type ChatCompletionRequest, type FixtureResponse, LLMock } from "@copilotkit/aimock";
import { listen } from "../listen.ts";
import { forward } from "./forward.ts";
import { approves, says, type Turn } from "./turns.ts";

export type Role = "agent" | "review" | "title";

/** One request as the provider saw it. */
export interface Asked {
  role: Role;
  /** The address it was sent to: `/v1/responses` or `/v1/chat/completions`. */
  path: string;
  body: Record<string, unknown>;
  /** How it went; `hung-up` means that the client left before the answer was whole. */
  ended: "under-way" | "answered" | "hung-up" | "cut";
}

/** A real HTTP server that speaks OpenAI's protocols and does what a test tells it to. */
export interface Provider {
  /** Without a path. */
  url: string;
  /** Every request since the last `reset`, in the order of arrival. */
  asked: Asked[];
  /** The model's next answers, in turn. */
  answers(...turns: Turn[]): void;
  /**
   * The reviewer's next answers, in turn; it approves when it was told nothing. The app remembers verdicts, so a program
   * whose review matters must be no other test's.
   */
  reviews(...turns: Turn[]): void;
  /** The titles of the next chats; a chat has the words of its first question when it was told nothing. */
  titles(...turns: Turn[]): void;
  /** Every request is answered so until `recover`. */
  alwaysAnswers(turn: Turn): void;
  recover(): void;
  /** Nobody listens at its address until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** What went against the script: requests nobody expected, and turns nobody asked for. */
  deviations(): string[];
  /** Requests that are neither answered nor left by who asked. */
  underWay(): string[];
  /** Lets go of what is held, and forgets everything. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Two servers: aimock speaks the protocols; in front of it stands one that hands out turns, writes the journal, holds
 * answers until they are released and sees clients leave, none of which aimock can do.
 */
export async function startProvider(): Promise<Provider> {
  const script: Record<Role, Turn[]> = { agent: [], review: [], title: [] };
  const served: Record<Role, FixtureResponse[]> = { agent: [], review: [], title: [] };
  const asked: Asked[] = [];
  const unexpected: string[] = [];
  const underWay = new Set<Promise<void>>();
  const held = new Set<() => void>();
  let always: Turn | null = null;

  const mock = new LLMock({ host: "127.0.0.1", port: 0, chunkSize: 8 });
  const next = (role: Role) => () => served[role].shift() ?? { error: { message: "Nothing scripted." } };
  mock.on({ predicate: isReview }, next("review"));
  mock.on({ predicate: (request) => JSON.stringify(request.messages).includes(titleWords) }, next("title"));
  mock.on({ predicate: (request) => !isReview(request) }, next("agent"));
  await mock.start();

  function takeTurn(role: Role): Turn | undefined {
    if (always) return always;
    const turn = script[role].shift();
    switch (role) {
      case "agent":
        return turn;
      case "review":
        return turn ?? approves();
      case "title":
        return turn ?? says(noTitle);
    }
  }

  const server = await listen(async (request, response) => {
    if (request.url === "/api/tags") {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ models: [{ name: "llama-test:latest" }] }));
      return;
    }
    const text = await readText(request);
    const body = JSON.parse(text) as Record<string, unknown>;
    const role = roleOf(body, text);
    const entry: Asked = { role, path: request.url ?? "", body, ended: "under-way" };
    // A title is asked for when the answer has ended, so it may come when the next test has begun.
    if (role !== "title") asked.push(entry);
    const turn = takeTurn(role);
    if (!turn) {
      unexpected.push(`${role} was asked once more than the test scripted`);
      entry.ended = "cut";
      response.destroy();
      return;
    }
    if (turn.interruption?.kind === "hold") held.add(turn.interruption.release);
    const done = forward({
      to: `${mock.url}${entry.path}`,
      text,
      response,
      interruption: turn.interruption,
      onForward: () => served[role].push(turn.response),
    }).then((ended) => {
      entry.ended = ended;
    });
    underWay.add(done);
    await done.finally(() => underWay.delete(done));
  });

  return {
    url: server.url,
    asked,
    answers: (...turns) => void script.agent.push(...turns),
    reviews: (...turns) => void script.review.push(...turns),
    titles: (...turns) => void script.title.push(...turns),
    alwaysAnswers: (turn) => {
      always = turn;
    },
    recover: () => {
      always = null;
    },
    goAway: server.close,
    comeBack: server.reopen,
    deviations: () => [
      ...unexpected,
      ...(["agent", "review", "title"] as const)
        .filter((role) => script[role].length > 0)
        .map((role) => `${role} was not asked for ${script[role].length} scripted turns`),
    ],
    underWay: () => asked.filter(({ ended }) => ended === "under-way").map(({ role }) => role),
    async reset() {
      for (const release of held) release();
      await Promise.all(underWay);
      held.clear();
      script.agent.length = 0;
      script.review.length = 0;
      script.title.length = 0;
      served.agent.length = 0;
      served.review.length = 0;
      asked.length = 0;
      unexpected.length = 0;
      always = null;
    },
    async stop() {
      await server.close();
      await mock.stop();
    },
  };
}

/** How the request for a title begins. */
const titleWords = "You give conversations their titles";

/** A reply of which nothing is left when it is tidied. */
const noTitle = '""';

function roleOf(body: Record<string, unknown>, text: string): Role {
  if (asksForReview(body)) return "review";
  return text.includes(titleWords) ? "title" : "agent";
}

/** Told by the reviewer's role: the form of the answer it asks for is not handed on to predicates. */
function isReview({ messages }: ChatCompletionRequest): boolean {
  return JSON.stringify(messages[0]).includes("expert at reviewing");
}

/** Only the reviewer asks for an answer of a given form. */
function asksForReview(body: {
  text?: { format?: { type?: string } };
  response_format?: { type?: string };
}): boolean {
  return (body.text?.format?.type ?? body.response_format?.type) === "json_schema";
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const chunk of request) text += chunk;
  return text;
}
