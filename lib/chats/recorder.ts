import { readUIMessageStream } from "ai";
import type { AnswerChunk, ChatMessage } from "#lib/agent";
import type { AnswerKey, ChatStore } from "./chat-store.ts";
import type { Feed } from "./feed.ts";
import { interrupt } from "./interrupted.ts";
import { wait } from "./wait.ts";

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
  /** The same when the process is about to end. */
  lastMs: number;
}

/** Two seconds of an answer may be lost in a crash, and a stop told to another process takes effect within one. */
export const defaultSaving: Saving = {
  progressMs: 1_200,
  beatMs: 1_000,
  retryMs: 500,
  giveUpMs: 3_600_000,
  lastMs: 5_000,
};

/** Words that come within this time are taken together, in milliseconds. */
const paceMs = 200;

export interface Recording {
  chatId: string;
  /** The answer before its first word. */
  message: ChatMessage;
  store: ChatStore;
  feed: Feed;
  saving: Saving;
  /** When this says so, what cannot be kept at once is given up. */
  giveUp: AbortSignal;
  /** Told to stop, by whichever process. */
  onStop: () => void;
  /** The answer was taken for interrupted, and the chat is no longer its own. */
  onLost: () => void;
  /** Hears when what has come can no longer be kept, and when it can again. */
  onSaved: (saved: boolean) => void;
  /** The answer has ended and could not be kept, so far. */
  onUnsavedEnd: () => void;
  report: (error: unknown) => void;
}

/** Keeps an answer while it comes. Resolves to the whole of it when it is kept, or to null when it had to be given up. */
export async function recordAnswer(recording: Recording): Promise<ChatMessage | null> {
  const { store } = recording;
  const key = keyOf(recording);
  const progress = createProgress(recording);
  const ended = new AbortController();
  const beating = beat(recording, progress, ended.signal);
  try {
    const last = await follow(recording, progress);
    // An end of its own says how it ended.
    const whole = last.metadata?.status === "answering" ? interrupt(last) : last;
    await progress.close();
    const kept = await insist(() => store.finish(key, whole), recording, progress.tell);
    return kept ? whole : null;
  } finally {
    ended.abort();
    await beating;
  }
}

function keyOf({ chatId, message }: Recording): AnswerKey {
  return { chatId, messageId: message.id };
}

/** Reads an answer to its end, or as far as it can be read, and then waits for its end all the same. */
async function follow({ message, feed, report }: Recording, progress: Progress): Promise<ChatMessage> {
  const counted = feed.read({ paceMs }).pipeThrough(
    new TransformStream<AnswerChunk, AnswerChunk>({
      transform(chunk, controller) {
        if (chunk.type === "finish-step") progress.endStep();
        controller.enqueue(chunk);
      },
    }),
  );
  let last = message;
  for await (const snapshot of readUIMessageStream<ChatMessage>({ stream: counted, onError: report })) {
    last = snapshot;
    progress.note(snapshot);
  }
  for await (const _ of feed.read());
  return last;
}

type Progress = ReturnType<typeof createProgress>;

/** Saves what has ended and what is under way, one save at a time, the latest each time. */
function createProgress(recording: Recording) {
  const { message, store, saving, onSaved, onLost, report } = recording;
  const key = keyOf(recording);
  let latest = message;
  let saved: ChatMessage | null = message;
  let endedSteps = 0;
  let savedSteps = 0;
  let savedAt = performance.now();
  let underWay: Promise<void> | null = null;
  let closed = false;
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
    if (latest === saved || underWay) return;
    if (endedSteps === savedSteps && performance.now() - savedAt < saving.progressMs) return;
    occupy(save(latest));
  }

  async function takeBack() {
    const ended = endedSteps;
    const { steps } = splitSteps(latest.parts, ended);
    if (!(await store.takeBack(key, { ...latest, parts: steps }))) return onLost();
    savedSteps = ended;
    saved = null;
  }

  function occupy(work: Promise<void>): Promise<void> {
    underWay = work.finally(() => {
      underWay = null;
    });
    return underWay;
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
    /** Takes the chat back from whoever took this answer for interrupted. Rejects when the database cannot be reached. */
    async takeBack() {
      await underWay;
      if (!closed) await occupy(takeBack());
    },
    /** Waits for the save under way; there is no further one. */
    async close() {
      closed = true;
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
async function beat(recording: Recording, progress: Progress, signal: AbortSignal): Promise<void> {
  const { store, saving, onStop } = recording;
  const key = keyOf(recording);
  while (await wait(saving.beatMs, signal)) {
    progress.tick();
    try {
      const standing = await store.renew(key);
      if (standing === "stop") onStop();
      if (standing === "lost") await progress.takeBack();
      progress.tell(true);
    } catch (error) {
      progress.tell(false, error);
    }
  }
}

/** Tries until it succeeds. False when it never did. */
async function insist(
  attempt: () => Promise<void>,
  { saving: { retryMs, giveUpMs }, giveUp, onUnsavedEnd }: Recording,
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
    if (giveUp.aborted || performance.now() - since > giveUpMs) return false;
    await wait(retryMs * Math.min(tries, 10), giveUp);
  }
}
