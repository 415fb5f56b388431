import type { AnswerChunk, AnswerMetadata, ChatMessage } from "#lib/agent";
import type { Answerer, Asked, QuestionInChat } from "#lib/chats";

export const metadata = (status: AnswerMetadata["status"]): AnswerMetadata => ({
  model: "told",
  demo: false,
  status,
  failure: null,
  stepLimitReached: null,
  refusalLimitReached: null,
  tokens: null,
  costUsd: null,
  startedAt: 0,
  firstMs: null,
  totalMs: null,
});

export function question(text: string, id: string): ChatMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

/** An answer that a test writes as it goes. */
export interface Told {
  answerer: Answerer;
  /** What was asked, once it was. */
  asked: Promise<QuestionInChat>;
  /** Settles when it is told to stop; it then ends by itself. */
  stopped: Promise<void>;
  startStep(): void;
  say(text: string): void;
  endStep(): void;
  write(...chunks: AnswerChunk[]): void;
  finish(): void;
}

export function createTold({ title = null }: { title?: string | null } = {}): Told {
  const asked = Promise.withResolvers<QuestionInChat>();
  const stopped = Promise.withResolvers<void>();
  const { readable, writable } = new TransformStream<AnswerChunk, AnswerChunk>(
    {},
    { highWaterMark: Number.POSITIVE_INFINITY },
    { highWaterMark: Number.POSITIVE_INFINITY },
  );
  const writer = writable.getWriter();
  const write = (...chunks: AnswerChunk[]) => {
    for (const chunk of chunks) void writer.write(chunk);
  };
  let texts = 0;
  let ended = false;
  function end(status: AnswerMetadata["status"]) {
    if (ended) return;
    ended = true;
    write({ type: "finish", messageMetadata: metadata(status) });
    void writer.close();
  }

  return {
    asked: asked.promise,
    stopped: stopped.promise,
    answerer: {
      metadata: metadata("answering"),
      answer(request, signal) {
        asked.resolve(request);
        signal.addEventListener("abort", () => {
          stopped.resolve();
          end("stopped");
        });
        write({ type: "start", messageId: request.answerId, messageMetadata: metadata("answering") });
        return readable;
      },
      entitle: async () => title,
    },
    startStep: () => write({ type: "start-step" }),
    say(text) {
      const id = `text-${texts++}`;
      write({ type: "text-start", id }, { type: "text-delta", id, delta: text }, { type: "text-end", id });
    },
    endStep: () => write({ type: "finish-step" }),
    write,
    finish: () => end("complete"),
  };
}

/** An answer of one step that says this and is done. */
export function say(text: string, options: { title?: string | null } = {}): Answerer {
  const told = createTold(options);
  return {
    ...told.answerer,
    answer(request, signal) {
      const stream = told.answerer.answer(request, signal);
      told.startStep();
      told.say(text);
      told.endStep();
      told.finish();
      return stream;
    },
  };
}

/** What a stream says, and whether it says at its end that it is kept. */
export async function readAnswer(
  stream: ReadableStream<AnswerChunk> | null,
): Promise<{ text: string; saved: boolean }> {
  if (!stream) throw new Error("There is no answer.");
  let text = "";
  let saved = true;
  for await (const chunk of stream) {
    if (chunk.type === "text-delta") text += chunk.delta;
    if (chunk.type === "data-saving") saved = (chunk.data as { saved: boolean }).saved;
  }
  return { text, saved };
}

export function streamOf(asked: Asked): ReadableStream<AnswerChunk> {
  if (!asked.ok) throw new Error(`It was not asked: ${asked.reason}.`);
  return asked.stream;
}

export function textOf({ parts }: ChatMessage): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}
