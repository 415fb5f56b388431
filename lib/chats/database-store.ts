import type { Db } from "#lib/database";
import { createAnswering } from "./answering.ts";
import { createAsking } from "./asking.ts";
import { createChatList } from "./chat-list.ts";
import type { ChatStore } from "./chat-store.ts";
import { createEdits } from "./edits.ts";
import { createOpening } from "./opening.ts";
import { createRuns } from "./runs.ts";
import { createSearch } from "./search.ts";
import { createTrees } from "./trees.ts";

export interface StoreParts {
  db: Db;
  /** After so long without a sign of life the process of an answer is taken for gone, in milliseconds. */
  silentForMs: number;
}

/** Chats in a database. */
export function createDatabaseStore(parts: StoreParts): ChatStore {
  return {
    ...createChatList(parts.db),
    ...createOpening(parts),
    ...createAsking(parts),
    ...createAnswering(parts),
    ...createRuns(parts.db),
    ...createEdits(parts.db),
    ...createSearch(parts.db),
    ...createTrees(parts),
  };
}
