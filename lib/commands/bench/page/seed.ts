import { createAccess } from "#lib/access";
import { type ChatTree, createDatabaseStore } from "#lib/chats";
import { openDatabase } from "#lib/database";
import { createDice, createSample, sampleRun } from "../chats/sample.ts";
import { writeMarkdown } from "./texts.ts";

export interface Seeded {
  cookie: { name: string; value: string };
  /** A chat of one question, and of one whose answer has 200 KB. */
  smallId: string;
  answeredId: string;
  /** 500 messages with 200 runs on one path. */
  longId: string;
}

export const answerBytes = 200_000;
const longMessages = 500;
const longRuns = 200;

/** Puts chats of one owner into an empty folder. The server that serves them is started after that. */
export async function seedChats(folder: string): Promise<Seeded> {
  const report = (error: unknown) => {
    throw error;
  };
  const { db, close } = await openDatabase({ url: undefined, folder, report });
  const store = createDatabaseStore({ db, silentForMs: 60_000 });
  const access = await createAccess({ db, secret: undefined });
  const { owner, cookie } = access.createOwner();
  const add = (tree: ChatTree) => store.addTree(owner, tree, { unverified: false });
  const seeded = {
    cookie: { name: access.cookie.name, value: cookie },
    smallId: await add(answerWith(writeMarkdown(1_000, 2))),
    answeredId: await add(answerWith(writeMarkdown(answerBytes, 3))),
    longId: await add(writeLong()),
  };
  await close();
  return seeded;
}

/** A question and that answer. */
function answerWith(text: string): ChatTree {
  const tree = createSample(createDice(1), 4, "measured");
  // Of a sample's first two answers one has a run, and the other only its text.
  const messages = tree.messages
    .filter((_, at) => at >= 2)
    .map((entry, at) => (at === 0 ? { ...entry, parentId: null } : entry));
  const answer = messages.at(-1);
  if (!answer) throw new Error("a sample of four messages has no answer");
  answer.message.parts = [{ type: "step-start" }, { type: "text", text }];
  return { ...tree, messages };
}

function writeLong(): ChatTree {
  const dice = createDice(4);
  const tree = createSample(dice, longMessages, "measured");
  const ran = tree.messages.filter(({ message }) =>
    message.parts.some(({ type }) => type === "tool-execute_code"),
  );
  for (const { message } of ran.slice(0, longRuns - ran.length))
    message.parts.splice(-1, 0, sampleRun(dice, `${message.id}-second`), { type: "step-start" });
  return tree;
}
