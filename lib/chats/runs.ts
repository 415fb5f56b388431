import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { listBranch, selectSkeleton } from "./branches.ts";
import { isOwn } from "./chat-list.ts";
import type { ChatStore } from "./chat-store.ts";

type Parts = ChatMessage["parts"];
type Run = Extract<Parts[number], { type: "tool-execute_code"; state: "output-available" }>;

export interface KeptRun {
  messageId: string;
  parts: Parts;
  run: Run;
}

/** Reads and replaces the records of runs in kept answers. */
export function createRuns(db: Db): Pick<ChatStore, "loadRun" | "saveRun"> {
  return {
    async loadRun(owner, chatId, runId) {
      const [kept] = await findRuns(db, owner, chatId, runId);
      return kept?.run.output ?? null;
    },
    saveRun: (owner, chatId, runId, execution) =>
      db.transaction(async (tx) => {
        const runs = await findRuns(tx, owner, chatId, runId, { lock: true });
        const kept = runs.find(({ run }) => run.output.program.sha256 === execution.program.sha256);
        if (!kept) return false;
        const parts = kept.parts.map((part) =>
          part === kept.run ? { ...kept.run, output: execution } : part,
        );
        await tx
          .update(messages)
          .set({ parts })
          .where(and(eq(messages.chatId, chatId), eq(messages.id, kept.messageId)));
        return true;
      }),
  };
}

/**
 * The runs of that id, those of the branch its owner is on first: some providers number calls anew in each answer, and beside
 * one another answers do not know of each other. What is being written is not kept yet; its end would undo a change.
 */
export async function findRuns(
  db: Db,
  owner: string,
  chatId: string,
  runId: string,
  { lock = false } = {},
): Promise<KeptRun[]> {
  const query = db
    .select({
      messageId: messages.id,
      parts: messages.parts,
      headId: chats.headId,
      skeleton: selectSkeleton(),
    })
    .from(messages)
    .innerJoin(chats, eq(chats.id, messages.chatId))
    .leftJoin(answers, and(eq(answers.chatId, messages.chatId), eq(answers.messageId, messages.id)))
    .where(
      and(
        isOwn(owner, chatId),
        isNull(answers.chatId),
        // Most messages are left out before anything of them is sent.
        sql`strpos(${messages.parts}::text, ${JSON.stringify(runId)}) > 0`,
      ),
    )
    .orderBy(desc(messages.position));
  const rows = await (lock ? query.for("update", { of: messages }) : query);
  const [first] = rows;
  const branch = new Set(first ? listBranch(first.skeleton, first.headId) : []);
  const shown = rows.filter(({ messageId }) => branch.has(messageId));
  const others = rows.filter(({ messageId }) => !branch.has(messageId));
  return [...shown, ...others].flatMap(({ messageId, parts }) => {
    const run = (parts as Parts).find((part) => isRun(part, runId));
    return run ? [{ messageId, parts: parts as Parts, run: run as Run }] : [];
  });
}

function isRun(part: Parts[number], runId: string): part is Run {
  return part.type === "tool-execute_code" && part.toolCallId === runId && part.state === "output-available";
}
