import { setTimeout as delay } from "node:timers/promises";
import { readUIMessageStream } from "ai";
import type { AnswerChunk, ChatMessage } from "#lib/agent";
import type { AnswerKey, ChatStore } from "./chat-store.ts";
import type { Feed } from "./feed.ts";

/** How an answer under way is kept, in milliseconds. */
export interface Saving {
  /** The step under way is kept this often. */
  progressMs: number;
  /** How often the process says that it lives, and hears whether it is to stop. */
  beatMs: number;
  /** Between attempts to keep the end of an answer, which grow up to ten times that. */
  retryMs: number;
  /** After so long without the database an answer is given up. */
  giveUpMs: number;
}

/** Two seconds of an answer may be lost in a crash, and a stop told to another process takes effect within one. */
export const defaultSaving: Saving = { progressMs: 1_200, beatMs: 500, retryMs: 500, giveUpMs: 3_600_000 };

/** Words that come within this time are taken together, in milliseconds. */
const paceMs = 200;

export interface Recording {
  key: AnswerKey;
  store: ChatStore;
  feed: Feed;
  saving: Saving;
  /** Told to stop, by whichever process. */
  onStop: () => void;
  /** Hears when what has come can no longer be kept, and when it can again. */
  onSaved: (saved: boolean) => void;
  /** The answer has ended and could not be kept, so far. */
  onUnsavedEnd: () => void;
  report: (error: unknown) => void;
}

/** Keeps an answer while it comes. Resolves to the whole of it when it is kept, or to null when it had to be given up. */
export async function recordAnswer(recording: Recording): Promise<ChatMessage | null> {
  const { key, store, feed } = recording;
  const progress = createProgress(recording);
  const ended = new AbortController();
  const beating = beat(recording, progress, ended.signal);

  const counted = feed.read({ paceMs }).pipeThrough(
    new TransformStream<AnswerChunk, AnswerChunk>({
      transform(chunk, controller) {
        if (chunk.type === "finish-step") progress.endStep();
        controller.enqueue(chunk);
      },
    }),
  );
  let message: ChatMessage | null = null;
  for await (const snapshot of readUIMessageStream<ChatMessage>({ stream: counted })) {
    message = snapshot;
    progress.note(snapshot);
  }
  await progress.settle();
  const whole = message;
  const kept = whole && (await insist(() => store.finish(key, whole), recording, progress.tell));
  ended.abort();
  await beating;
  return kept ? whole : null;
}

/** Saves what has ended and what is under way, one save at a time, the latest each time. */
function createProgress({ key, store, saving, onSaved, report }: Recording) {
  let latest: ChatMessage | null = null;
  let saved: ChatMessage | null = null;
  let endedSteps = 0;
  let savedSteps = 0;
  let savedAt = performance.now();
  let underWay: Promise<void> | null = null;
  let reachable = true;

  function tell(reached: boolean, error?: unknown) {
    if (reached === reachable) return;
    reachable = reached;
    if (error !== undefined) report(error);
    onSaved(reached);
  }

  async function save(message: ChatMessage) {
    const { steps, rest } = splitSteps(message.parts, endedSteps);
    try {
      if (endedSteps > savedSteps) {
        const ended = endedSteps;
        await store.saveSteps(key, { ...message, parts: steps });
        savedSteps = ended;
      }
      if (rest.length > 0) await store.saveProgress(key, rest);
      saved = message;
      tell(true);
    } catch (error) {
      tell(false, error);
    }
    savedAt = performance.now();
  }

  function tick() {
    if (latest === null || latest === saved || underWay) return;
    if (endedSteps === savedSteps && performance.now() - savedAt < saving.progressMs) return;
    underWay = save(latest).finally(() => {
      underWay = null;
    });
  }

  return {
    tell,
    tick,
    note(message: ChatMessage) {
      latest = message;
      tick();
    },
    endStep() {
      endedSteps += 1;
    },
    /** Waits for the save under way. */
    async settle() {
      await underWay;
    },
  };
}

/** The parts of the first `count` steps, and those after them. */
function splitSteps(parts: ChatMessage["parts"], count: number) {
  if (count === 0) return { steps: [], rest: parts };
  let seen = 0;
  const next = parts.findIndex((part) => part.type === "step-start" && ++seen > count);
  return next < 0 ? { steps: parts, rest: [] } : { steps: parts.slice(0, next), rest: parts.slice(next) };
}

/** Says again and again that this process lives, until the signal. */
async function beat(
  { key, store, saving, onStop }: Recording,
  progress: ReturnType<typeof createProgress>,
  signal: AbortSignal,
): Promise<void> {
  while (await wait(saving.beatMs, signal)) {
    progress.tick();
    try {
      if ((await store.renew(key)).stopRequested) onStop();
      progress.tell(true);
    } catch (error) {
      progress.tell(false, error);
    }
  }
}

/** Tries until it succeeds. False when it never did. */
async function insist(
  attempt: () => Promise<void>,
  { saving: { retryMs, giveUpMs }, onUnsavedEnd }: Recording,
  tell: (reached: boolean, error?: unknown) => void,
): Promise<boolean> {
  const since = performance.now();
  for (let tries = 1; ; tries += 1) {
    try {
      await attempt();
      tell(true);
      return true;
    } catch (error) {
      tell(false, error);
      onUnsavedEnd();
    }
    if (performance.now() - since > giveUpMs) return false;
    await delay(retryMs * Math.min(tries, 10));
  }
}

/** True after that time, false as soon as the signal says so. */
async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
