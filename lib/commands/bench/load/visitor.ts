import { nanoid } from "nanoid";
import type { Chat } from "#lib/chats";

/** Somebody with a browser of their own, who asks one question. */
export interface Visitor {
  /** Stands in the question, and in its answer. */
  mark: string;
  cookie: string;
  chatId: string;
}

/** How it went: `unavailable` is the 503 of a server that has too much to do, with when to try again. */
export type Visit =
  | { ending: "answered"; firstMs: number }
  | { ending: "unavailable" }
  | { ending: "failed"; why: string };

const json = { "content-type": "application/json" };

/** What a page does before its first question. */
export async function arrive(url: string, mark: string): Promise<Visitor> {
  const response = await fetch(`${url}/api/owner`, { method: "POST", headers: json, body: "{}" });
  const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
  if (cookie === undefined) throw new Error(`the server gave no cookie but ${response.status}`);
  return { mark, cookie, chatId: nanoid() };
}

/** Asks, and reads the answer to its end. `onFirst` hears of its first piece. */
export async function ask(
  url: string,
  { mark, cookie, chatId }: Visitor,
  onFirst: () => void = () => undefined,
): Promise<Visit> {
  const message = { id: nanoid(), role: "user", parts: [{ type: "text", text: `Asked by ${mark}.` }] };
  const askedAt = performance.now();
  let firstMs: number | null = null;
  try {
    const response = await fetch(`${url}/api/chat`, {
      method: "POST",
      headers: { ...json, cookie },
      body: JSON.stringify({ id: chatId, message }),
    });
    if (response.status === 503 && response.headers.has("retry-after")) {
      await response.arrayBuffer();
      return { ending: "unavailable" };
    }
    if (!response.ok) return { ending: "failed", why: `${response.status}: ${await response.text()}` };
    for await (const text of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      if (firstMs !== null || !text.includes('"text-delta"')) continue;
      firstMs = performance.now() - askedAt;
      onFirst();
    }
  } catch (error) {
    return { ending: "failed", why: String(error) };
  }
  return firstMs === null ? { ending: "failed", why: "no word came" } : { ending: "answered", firstMs };
}

/** Whether the chat holds the question and exactly that answer, to its end. */
export async function isKept(url: string, { mark, cookie, chatId }: Visitor, told: string): Promise<boolean> {
  const response = await fetch(`${url}/api/chat/${chatId}`, { headers: { cookie } });
  if (!response.ok) return false;
  const { messages } = (await response.json()) as Chat;
  const [question, answer] = messages;
  const read = (message: typeof answer) =>
    message?.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  return (
    messages.length === 2 &&
    read(question) === `Asked by ${mark}.` &&
    answer?.metadata?.status === "complete" &&
    read(answer) === told
  );
}
