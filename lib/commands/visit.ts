import { SetupError } from "./project.mjs";

/** A browser's part in a conversation with a deployment: a page, a cookie, a question. */
export interface Visitor {
  /** Reads a page. */
  open(path: string): Promise<string>;
  /** What a question is sent as. */
  prepareQuestion(chatId: string): RequestInit;
  /** Sends it, and reads its answer to the end. */
  ask(chatId: string): Promise<string>;
  /** Throws where a chat is not kept, as a page or as data. */
  findKept(chatId: string): Promise<void>;
}

/** The demo answers it, whose programs are reviewed and run like any other. */
const question = "How many s in mississippi?";

const json = { "content-type": "application/json" };

/** Somebody new, who has got the cookie by which chats are theirs. */
export async function visit(url: string): Promise<Visitor> {
  const own = ownHeaders(url);
  const greeted = await greet(url);
  const [cookie] = greeted.headers.getSetCookie().map((line) => line.split(";")[0]);
  if (cookie === undefined)
    throw new SetupError(`There was no cookie (${greeted.status}).`, await greeted.text());
  const headers = { ...own, cookie };
  const prepareQuestion = (chatId: string) => ({
    method: "POST",
    headers: { ...headers, ...json },
    body: JSON.stringify({
      id: chatId,
      message: { id: `${chatId}-question`, role: "user", parts: [{ type: "text", text: question }] },
    }),
  });

  async function open(path: string): Promise<string> {
    const response = await fetch(url + path, { headers });
    const text = await response.text();
    if (response.ok) return text;
    throw new SetupError(`${path} answered with ${response.status}.`, text);
  }

  return {
    open,
    prepareQuestion,
    async ask(chatId) {
      const response = await fetch(`${url}/api/chat`, prepareQuestion(chatId));
      return response.text();
    },
    async findKept(chatId) {
      for (const path of [`/chat/${chatId}`, `/api/chat/${chatId}`]) {
        const text = await open(path);
        if (!text.includes("mississippi")) throw new SetupError(`${path} does not have the question.`, text);
      }
    },
  };
}

/** Asks for the cookie by which chats are somebody's. */
export function greet(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/owner`, {
    method: "POST",
    headers: { ...json, ...ownHeaders(url), ...headers },
    body: "{}",
  });
}

/** What a browser says of a request by a page of its own. */
function ownHeaders(url: string) {
  return { origin: url, "sec-fetch-site": "same-origin" };
}

/** Reads the first page and all files it names; says how many there are. */
export async function provePage({ open }: Visitor): Promise<number> {
  const page = await open("/");
  const files = [...page.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, path = ""]) => path);
  if (files.length === 0) throw new SetupError("The page names none of its files.", page);
  for (const path of files) await open(path);
  return files.length;
}

/** Has a question answered by a program that is reviewed and run, and finds what is kept of it. */
export async function proveAnswer({ ask, findKept }: Visitor, chatId: string): Promise<string> {
  const events = await ask(chatId);
  const { verdict, result } = readRun(events);
  if (verdict !== "safe" || result !== 4)
    throw new SetupError("The question was not answered by a run.", events);
  await findKept(chatId);
  return `Asked: ${question} Reviewed: ${verdict}. Ran: ${result}. Kept.`;
}

/** The last state of the one run in an answer's stream of server-sent events. */
function readRun(events: string): { verdict: unknown; result: unknown } {
  const outputs = events
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice("data: ".length)))
    .filter(({ type }) => type === "tool-output-available")
    .map(({ output }) => output);
  const last = outputs.at(-1);
  return { verdict: last?.review?.verdict, result: last?.result?.value };
}
