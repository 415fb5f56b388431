import { DefaultChatTransport } from "ai";
import type { ChatMessage, Execution } from "#lib/agent";

/** Sends the new question and nothing else: the server keeps the conversation. */
export function createTransport() {
  return new DefaultChatTransport<ChatMessage>({
    api: "/api/chat",
    fetch: fetchOrExplain,
    prepareSendMessagesRequest: ({ id, messages, body }) => ({
      body: { id, message: readQuestion(messages), model: body?.model },
    }),
  });
}

function readQuestion(messages: ChatMessage[]) {
  const question = messages.findLast((message) => message.role === "user");
  if (!question) throw new Error("There is no question to send.");
  const parts = question.parts.filter((part) => part.type === "text");
  return { id: question.id, role: "user", parts: parts.map(({ text }) => ({ type: "text", text })) };
}

/** Rejects with words for the reader. An abort goes through as it is, since the chat tells it apart. */
async function fetchOrExplain(...request: Parameters<typeof fetch>): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(...request);
  } catch (cause) {
    if (cause instanceof Error && cause.name === "AbortError") throw cause;
    throw new Error(
      "The Workings server cannot be reached. Your question is kept here; ask again when it is back.",
      {
        cause,
      },
    );
  }
  if (response.ok) return response;
  throw new Error(await readErrorMessage(response, "Your question is kept here."));
}

/** Asks the server to have a run's program reviewed again. Resolves to its new record; rejects with words for the reader. */
export async function requestReview(chatId: string, runId: string, model: string): Promise<Execution> {
  let response: Response;
  try {
    response = await fetch(`/api/runs/${encodeURIComponent(runId)}/review`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ chatId, model }),
    });
  } catch (cause) {
    throw new Error("The Workings server cannot be reached, so there is no further review.", { cause });
  }
  if (!response.ok) throw new Error(await readErrorMessage(response, "Try again in a moment."));
  return response.json();
}

/** `otherwise` follows where the server did not explain itself. */
async function readErrorMessage(response: Response, otherwise: string): Promise<string> {
  const text = await response.text();
  try {
    const message: unknown = JSON.parse(text)?.error?.message;
    if (typeof message === "string" && message !== "") return message;
  } catch {
    // Something between the page and the server answered in its own format.
  }
  return `The server answered with status ${response.status} and no explanation. ${otherwise}`;
}

/** What went wrong with an answer, for the reader. A connection that breaks while streaming arrives as a TypeError. */
export function describeError(error: Error): string {
  if (error instanceof TypeError)
    return "The connection to the Workings server broke while the answer arrived. What arrived is kept.";
  return error.message;
}

/** How long the server may take to say that it stopped. */
const stopTimeoutMs = 2_000;

/** Asks the server to end the answer. False when it did not say that it will. */
export async function requestStop(chatId: string): Promise<boolean> {
  try {
    const response = await fetch(`/api/chat/${encodeURIComponent(chatId)}/stop`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
      signal: AbortSignal.timeout(stopTimeoutMs),
    });
    return response.ok;
  } catch {
    return false;
  }
}
