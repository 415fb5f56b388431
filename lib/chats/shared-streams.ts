import type { Publisher, Subscriber } from "resumable-stream/generic";
import type { AnswerChunk } from "#lib/agent";
import { createLineReader } from "./lines.ts";

/** Answers under way, where other processes can join them. */
export interface SharedStreams {
  /** Hands a stream on to whoever joins, to its end. */
  publish(answerId: string, stream: ReadableStream<AnswerChunk>): Promise<void>;
  /** From its beginning; null when nobody publishes it, or it has ended. */
  join(answerId: string): Promise<ReadableStream<AnswerChunk> | null>;
  close(): Promise<void>;
}

export interface RedisOptions {
  /** `redis://` or `rediss://`. */
  url: string;
  /** Hears of connections that broke; the client opens them anew by itself. */
  report: (error: unknown) => void;
}

/** How long a connection to Redis may take to open, in milliseconds. */
const connectTimeoutMs = 3_000;

/**
 * Through Redis, as `resumable-stream` does it: nothing is sent until somebody in another process joins. Without Redis an
 * answer is written and kept all the same; it only cannot be joined elsewhere.
 */
export async function createRedisStreams({ url, report }: RedisOptions): Promise<SharedStreams> {
  const { createClient } = await import("redis");
  const { createResumableStreamContext } = await import("resumable-stream/generic");
  const options = { url, disableOfflineQueue: true, socket: { connectTimeout: connectTimeoutMs } };
  const publisher = createClient(options).on("error", report);
  const subscriber = createClient(options).on("error", report);
  void publisher.connect().catch(report);
  void subscriber.connect().catch(report);

  // While a stream goes out nobody there hears of a rejection.
  const quietPublisher: Publisher = {
    connect: async () => undefined,
    publish: (channel, message) => publisher.publish(channel, message).catch(report),
    set: (key, value, expiry) => publisher.set(key, value, expiry ?? {}),
    get: (key) => publisher.get(key),
    incr: (key) => publisher.incr(key),
  };
  const quietSubscriber: Subscriber = {
    connect: async () => undefined,
    subscribe: (channel, listener) => subscriber.subscribe(channel, listener),
    unsubscribe: (channel) => subscriber.unsubscribe(channel).catch(report),
  };
  const context = createResumableStreamContext({
    waitUntil: null,
    keyPrefix: "workings",
    doneWatchdogIntervalMs: 2_000,
    publisher: quietPublisher,
    subscriber: quietSubscriber,
  });

  return {
    async publish(answerId, stream) {
      const lines = stream.pipeThrough(
        new TransformStream<AnswerChunk, string>({
          transform: (chunk, controller) => controller.enqueue(`${JSON.stringify(chunk)}\n`),
        }),
      );
      const published = await context.createNewResumableStream(answerId, () => lines);
      // It goes on by itself; read here it would only pile up.
      await published?.cancel();
    },
    async join(answerId) {
      try {
        const lines = await context.resumeExistingStream(answerId);
        return lines ? lines.pipeThrough(createLineReader()) : null;
      } catch (error) {
        report(error);
        return null;
      }
    },
    async close() {
      await Promise.all([publisher.close(), subscriber.close()]);
    },
  };
}
