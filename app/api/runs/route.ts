import { z } from "zod";
import type { EditEvent, Editing } from "#lib/chats";
import { explainFailure, getServer } from "#lib/server";
import { readOwner } from "../../owner.ts";
import { enter, type Leave } from "../enter.ts";
import { idSchema } from "../id.ts";
import { readJson, refuse, refuseMethod } from "../json.ts";
import { findOffer } from "../offer.ts";
import { describeFailure, serve } from "../serve.ts";

/** A review by a reviewer that thinks harder, on a slow machine, and a run. */
export const maxDuration = 300;

/** What fits the longest program in any script, with all that JSON escapes, and room for the rest. */
const maxBodyBytes = 512 * 1024;

/** A tool call's id is its provider's: any short text. */
const runIdSchema = z.string().min(1).max(200);

const bodySchema = z.strictObject({
  chatId: idSchema,
  runId: runIdSchema,
  code: z.string().regex(/\S/, "must not be empty"),
  /** The version that was changed; none for the run itself. */
  from: idSchema.nullable().optional(),
  model: z.string().max(200).optional(),
});

/** The versions that the reader has made of a run: `?chat=` and `&run=` say of which. */
export const GET = serve(async (request: Request): Promise<Response> => {
  const { searchParams } = new URL(request.url);
  const read = z
    .object({ chat: idSchema, run: runIdSchema })
    .safeParse({ chat: searchParams.get("chat"), run: searchParams.get("run") });
  if (!read.success) return refuse(400, "wrong-id", "chat and run: must name a run of a chat.");
  const owner = await readOwner();
  if (owner === null) return refuseNoRun();
  const { chats } = await getServer();
  const edits = await chats.loadEdits(owner, read.data.chat, read.data.run);
  return edits ? Response.json({ edits }) : refuseNoRun();
});

/** Has a changed program reviewed and run, and tells how that goes, each event as a line of JSON. It ends when its reader leaves. */
export const POST = serve(async (request: Request): Promise<Response> => {
  const read = await readJson(request, bodySchema, maxBodyBytes);
  if (!read.ok) return read.refusal;
  const { chatId, runId, code, from = null, model } = read.value;
  const server = await getServer();
  const offer = await findOffer(server, model);
  if (!offer.ok) return offer.refusal;

  const owner = await readOwner();
  if (owner === null) return refuseNoRun();
  const entered = await enter(server, owner, offer.value);
  if (!entered.ok) return entered.refusal;
  const leave = entered.value;
  const editing = await server.conversations
    .editRun(owner, chatId, runId, {
      from,
      signal: request.signal,
      run: (signal, changed) => thenLeave(server.execute(code, changed, offer.value, owner, signal), leave),
    })
    .catch(async (error) => {
      await leave();
      throw error;
    });
  if (!editing.ok) {
    await leave();
    return explain(editing.reason);
  }
  return new Response(toLines(editing.events), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      // Whoever stands in between should pass each line on as it comes.
      "x-accel-buffering": "no",
    },
  });
});

async function* thenLeave<T>(stages: AsyncIterable<T>, leave: Leave): AsyncGenerator<T> {
  try {
    yield* stages;
  } finally {
    await leave();
  }
}

/** A failure in the middle is the last line, since the answer has begun. */
function toLines(events: ReadableStream<EditEvent>): ReadableStream<Uint8Array> {
  const reader = events.getReader();
  const encoder = new TextEncoder();
  const toLine = (event: object) => encoder.encode(`${JSON.stringify(event)}\n`);
  const failed = async (error: unknown) => {
    const failure = await explainFailure(error);
    return { kind: "failed", failure, message: describeFailure(failure) };
  };
  let left = false;
  return new ReadableStream({
    async pull(controller) {
      const read = await reader.read().catch(async (error) => ({ done: false, value: await failed(error) }));
      // Whoever has left has closed this, too.
      if (left) return;
      if (read.value) controller.enqueue(toLine(read.value));
      if (read.done || read.value?.kind === "failed") controller.close();
    },
    cancel() {
      left = true;
      return reader.cancel();
    },
  });
}

function explain(reason: Extract<Editing, { ok: false }>["reason"]): Response {
  switch (reason) {
    case "no-such-run":
      return refuseNoRun();
    case "no-such-version":
      return refuse(404, reason, "The version that was changed is not there any more.");
    case "under-way":
      return refuse(
        409,
        reason,
        "Another changed program of this chat is running. Wait for its end, or stop it.",
      );
    case "too-many":
      return refuse(
        409,
        reason,
        "This run has as many versions as are kept. Use one of them in the answer: the run that then stands in the chat can be changed in turn.",
      );
  }
}

function refuseNoRun(): Response {
  return refuse(404, "no-such-run", "There is no such run in this chat; it may still be under way.");
}

export const PUT = refuseMethod("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
