import { SetupError } from "../project.mjs";

/** A browser's part in a conversation with a deployment: a page, a cookie, a question. */
export interface Visitor {
  /** Reads a page. */
  open(path: string): Promise<string>;
  readJson(path: string): Promise<{ status: number; body: unknown }>;
  /** What a question is sent as. */
  prepareQuestion(chatId: string, text: string): RequestInit;
}

const json = { "content-type": "application/json" };

/** Somebody new, who has got the cookie by which chats are theirs. */
export async function visit(url: string): Promise<Visitor> {
  const own = { origin: url, "sec-fetch-site": "same-origin" };
  const greeted = await fetch(`${url}/api/owner`, {
    method: "POST",
    headers: { ...json, ...own },
    body: "{}",
  });
  const [cookie] = greeted.headers.getSetCookie().map((line) => line.split(";")[0]);
  if (cookie === undefined)
    throw new SetupError(`There was no cookie (${greeted.status}).`, await greeted.text());
  const headers = { ...own, cookie };
  return {
    async open(path) {
      const response = await fetch(url + path, { headers });
      const text = await response.text();
      if (response.ok) return text;
      throw new SetupError(`${path} answered with ${response.status}.`, text);
    },
    async readJson(path) {
      const response = await fetch(url + path, { headers });
      return { status: response.status, body: await response.json() };
    },
    prepareQuestion: (chatId, text) => ({
      method: "POST",
      headers: { ...headers, ...json },
      body: JSON.stringify({
        id: chatId,
        message: { id: `${chatId}-question`, role: "user", parts: [{ type: "text", text }] },
      }),
    }),
  };
}

/** The last state of the one run in an answer's stream of server-sent events. */
export function readRun(events: string): { verdict: unknown; result: unknown } {
  const outputs = events
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice("data: ".length)))
    .filter(({ type }) => type === "tool-output-available")
    .map(({ output }) => output);
  const last = outputs.at(-1);
  return { verdict: last?.review?.verdict, result: last?.result?.value };
}
