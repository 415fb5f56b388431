import { after } from "next/server";
import { z } from "zod";
import type { ChatMessage } from "#lib/agent";
import type { Asked, Asking, Using } from "#lib/chats";
import type { OfferedModel } from "#lib/models";
import { getServer, type Server } from "#lib/server";
import { identify } from "../../owner.ts";
import { enter } from "../enter.ts";
import { idSchema } from "../id.ts";
import { readJson, refuse, refuseMethod } from "../json.ts";
import { findOffer } from "../offer.ts";
import { refuseNoChat } from "../own-chat.ts";
import { serve } from "../serve.ts";
import { streamAnswer } from "../stream-answer.ts";

/** The most that every plan of Vercel has, in seconds: several steps, each with a model call, a review and a run, fit into it. */
export const maxDuration = 300;

/** What fits the longest question in any script, with room for the rest. */
const maxBodyBytes = 128 * 1024;

/**
 * Asks a new question, at the end of the branch one is on or after the message that `parentId` names; or one of before; or has a
 * version of a run gone on from.
 */
function createBodySchema(maxChars: number) {
  const text = z.string().max(maxChars, `may have at most ${maxChars} characters`);
  const question = z.strictObject({
    id: idSchema,
    role: z.literal("user"),
    parts: z.tuple([
      z.strictObject({ type: z.literal("text"), text: text.regex(/\S/, "must not be empty") }),
    ]),
  });
  return z
    .strictObject({
      id: idSchema,
      message: question.optional(),
      parentId: idSchema.nullable().optional(),
      /** The id of a question to be answered once more. */
      again: idSchema.optional(),
      /** The id of a version of a run, and that of the question it becomes. */
      use: z.strictObject({ edit: idSchema, question: idSchema }).optional(),
      model: z.string().max(200).optional(),
    })
    .transform(({ message, parentId, again, use, ...rest }, context) => {
      const asking = use ? toUsing(use, message ?? again ?? parentId) : toAsking(message, parentId, again);
      if (asking) return { ...rest, asking };
      context.addIssue({
        code: "custom",
        message:
          "needs either a message or, in again, the id of a question, or, in use, the ids of a version and of its question",
      });
      return z.NEVER;
    });
}

function toAsking(
  question: ChatMessage | undefined,
  parentId: string | null | undefined,
  again: string | undefined,
): Asking | null {
  if (question && again === undefined) return { kind: "new", question, parentId };
  if (!question && again !== undefined && parentId === undefined) return { kind: "again", questionId: again };
  return null;
}

function toUsing({ edit, question }: { edit: string; question: string }, more: unknown): Using | null {
  return more === undefined ? { kind: "use", editId: edit, questionId: question } : null;
}

export const POST = serve(async (request: Request): Promise<Response> => {
  const server = await getServer();
  const read = await readJson(request, createBodySchema(server.maxQuestionChars), maxBodyBytes);
  if (!read.ok) return read.refusal;
  const { id, asking, model } = read.value;
  const offer = await findOffer(server, model);
  if (!offer.ok) return offer.refusal;

  const { owner, remember } = await identify();
  const entered = await enter(server, owner, offer.value);
  if (!entered.ok) return entered.refusal;
  const leave = entered.value;
  const asked = await ask(server, owner, id, asking, offer.value).catch(async (error) => {
    await leave();
    throw error;
  });
  // Somebody new who asked in another's chat stays nobody: of two first questions at once the one that was taken counts.
  if (!asked.ok) {
    await leave();
    return explain(asked.reason);
  }
  await remember();
  // The answer goes on when its reader leaves: then the server must not end, or be put to sleep, before it does.
  after(asked.done.then(leave));
  return streamAnswer(asked.stream);
});

async function ask(server: Server, owner: string, id: string, asking: Asking | Using, offered: OfferedModel) {
  return server.conversations.ask(owner, id, asking, server.answerWith(offered, owner));
}

function explain(reason: Extract<Asked, { ok: false }>["reason"]): Response {
  switch (reason) {
    case "still-answering":
      return refuse(409, reason, "The last question of this chat is still being answered.");
    case "busy":
      return refuse(
        503,
        reason,
        "This server is answering as many questions as it can. Try again in a moment.",
        { "retry-after": "10" },
      );
    case "no-such-chat":
      return refuseNoChat();
    case "no-such-message":
      return refuse(404, reason, "There is no such message in this chat.");
    case "wrong-parent":
      return refuse(400, reason, "A question follows an answer, or begins the chat.");
    case "id-taken":
      return refuse(409, reason, "Another message of this chat has this id.");
    case "no-such-version":
      return refuse(404, reason, "There is no such version of a run in a chat of yours.");
    case "no-result":
      return refuse(409, reason, "This version came to no result that an answer could go on from.");
  }
}

export const GET = refuseMethod("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
