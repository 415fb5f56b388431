import { and, eq } from "drizzle-orm";
import type { Execution } from "#lib/agent";
import { chats, type Db, edits, messages } from "#lib/database";
import { isOwn } from "./chat-list.ts";
import type { ChatStore, Edit } from "./chat-store.ts";
import { findRuns } from "./runs.ts";

type Row = Pick<typeof edits.$inferSelect, "id" | "parentId" | "createdAt" | "execution">;

const columns = {
  id: edits.id,
  parentId: edits.parentId,
  createdAt: edits.createdAt,
  execution: edits.execution,
};

/** Keeps the versions that readers make of runs. */
export function createEdits(db: Db): Pick<ChatStore, "loadEdits" | "listEdits" | "addEdit" | "loadEdit"> {
  return {
    async loadEdits(owner, chatId, runId) {
      const [kept] = await findRuns(db, owner, chatId, runId);
      if (!kept) return null;
      const rows = await db
        .select(columns)
        .from(edits)
        .where(isOf(chatId, kept.messageId, runId))
        .orderBy(edits.position);
      return rows.map(readEdit);
    },
    async listEdits(owner, chatId, runId) {
      const [kept] = await findRuns(db, owner, chatId, runId);
      if (!kept) return null;
      const rows = await db
        .select({ id: edits.id })
        .from(edits)
        .where(isOf(chatId, kept.messageId, runId))
        .orderBy(edits.position);
      return rows.map(({ id }) => id);
    },
    addEdit: (owner, chatId, runId, edit) =>
      db.transaction(async (tx) => {
        const [kept] = await findRuns(tx, owner, chatId, runId, { lock: true });
        if (!kept) return null;
        const { messageId, run } = kept;
        const [row] = await tx
          .insert(edits)
          .values({ ...edit, chatId, messageId, runId, title: run.input.title })
          .returning(columns);
        return row ? readEdit(row) : null;
      }),
    async loadEdit(owner, chatId, editId) {
      const [row] = await db
        .select({
          ...columns,
          title: edits.title,
          messageId: messages.id,
          parent: messages.parentId,
          role: messages.role,
        })
        .from(edits)
        .innerJoin(chats, eq(chats.id, edits.chatId))
        .innerJoin(messages, and(eq(messages.chatId, edits.chatId), eq(messages.id, edits.messageId)))
        .where(and(isOwn(owner, chatId), eq(edits.id, editId)));
      if (!row) return null;
      // A version of a run that stands in a question is another question in its place.
      const after = row.role === "user" ? row.parent : row.messageId;
      return { ...readEdit(row), title: row.title, after };
    },
  };
}

function isOf(chatId: string, messageId: string, runId: string) {
  return and(eq(edits.chatId, chatId), eq(edits.messageId, messageId), eq(edits.runId, runId));
}

function readEdit({ id, parentId, createdAt, execution }: Row): Edit {
  return { id, parentId, createdAt: createdAt.getTime(), execution: execution as Execution };
}
