import { eq } from "drizzle-orm";
import { createAccess } from "#lib/access";
import type { AnswerMetadata, ChatMessage } from "#lib/agent";
import { type ChatTree, createDatabaseStore } from "#lib/chats";
import { chats, openDatabase } from "#lib/database";

/** A browser's cookie. */
export interface Cookie {
  name: string;
  value: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Titles and how long ago their chats were last written in, in milliseconds. */
const others: [title: string, ageMs: number][] = [
  ["Primes below 10,000", 2 * hourMs],
  ["How compound interest grows when rates change every quarter", 3 * hourMs],
  ["A table of leap years", dayMs + hourMs],
  ["Sorting the letters of pneumonoultramicroscopicsilicovolcanoconiosis", dayMs + 2 * hourMs],
  ["Monte Carlo estimate of pi", 3 * dayMs],
  ["Mean distance of two points in a square", 4 * dayMs],
  ["Easter Sundays until 2050", 12 * dayMs],
  ["Roman numerals", 40 * dayMs],
  ["Longest Collatz chain below a million", 41 * dayMs],
  ["Game of life on a torus", 400 * dayMs],
];

/**
 * Puts chats of several days into an empty folder, the same for so many owners, and resolves to their cookies. The server
 * that serves them is started after that.
 */
export async function seedChats(folder: string, owners: number): Promise<Cookie[]> {
  const { db, close } = await openDatabase({ url: undefined, folder, report: console.error });
  const store = createDatabaseStore({ db, silentForMs: 60_000 });
  const access = await createAccess({ db, secret: undefined });
  const cookies: Cookie[] = [];

  async function add(owner: string, tree: ChatTree, ageMs: number) {
    const id = await store.addTree(owner, tree, { unverified: false });
    await db
      .update(chats)
      .set({ updatedAt: new Date(Date.now() - ageMs) })
      .where(eq(chats.id, id));
  }

  while (cookies.length < owners) {
    const { owner, cookie } = access.createOwner();
    cookies.push({ name: access.cookie.name, value: cookie });
    for (const [title, ageMs] of others) await add(owner, talk(title, [title, "Computed."]), ageMs);
    await add(owner, interrupted(), hourMs);
    await add(owner, forked(), hourMs / 2);
  }
  await close();
  return cookies;
}

function question(id: string, text: string): ChatMessage {
  return { id, role: "user", parts: [{ type: "text", text }] };
}

function answer(id: string, text: string, status: AnswerMetadata["status"] = "complete"): ChatMessage {
  return {
    id,
    role: "assistant",
    metadata: {
      model: "gpt-6-luna",
      demo: false,
      status,
      failure: null,
      stepLimitReached: null,
      refusalLimitReached: null,
      tokens: { input: 2_871, cacheRead: null, cacheWrite: null, output: 343 },
      costUsd: 0.000459,
      startedAt: Date.now() - dayMs,
      firstMs: 640,
      totalMs: 4_210,
    },
    parts: [{ type: "text", text }],
  };
}

/** Questions and answers by turns. */
function talk(title: string, texts: string[]): ChatTree {
  const messages = texts.map((text, index) =>
    index % 2 === 0 ? question(`question-${index}`, text) : answer(`answer-0${index}`, text),
  );
  return toTree(
    title,
    messages.map((message, index) => [message, messages[index - 1]?.id ?? null]),
  );
}

function interrupted(): ChatTree {
  const text =
    "A chain goes on with half of an even number, and with three times an odd one plus one. The longest";
  return toTree("Collatz chains", [
    [question("question-1", "Which number below a million has the longest Collatz chain, and why?"), null],
    [answer("answer-01", text, "answering"), "question-1"],
  ]);
}

function forked(): ChatTree {
  return toTree("Distances to the planets", [
    [question("question-1", "How far is Mars?"), null],
    [answer("answer-01", "On average 225 million kilometres."), "question-1"],
    [question("question-2", "How far is Jupiter from the sun, in light minutes?"), null],
    [answer("answer-02", "About **43 light minutes**."), "question-2"],
    [
      answer(
        "answer-03",
        "Jupiter is **43.3 light minutes** from the sun on average: 778.5 million kilometres.",
      ),
      "question-2",
    ],
    [question("question-3", "And Neptune?"), "answer-03"],
    [answer("answer-04", "**250 light minutes**, a little more than four hours."), "question-3"],
  ]);
}

function toTree(title: string, entries: [message: ChatMessage, parentId: string | null][]): ChatTree {
  const now = Date.now();
  return {
    title,
    createdAt: now,
    updatedAt: now,
    headId: entries.at(-1)?.[0].id ?? null,
    messages: entries.map(([message, parentId]) => ({
      message,
      parentId,
      createdAt: now,
      unverified: false,
    })),
  };
}
