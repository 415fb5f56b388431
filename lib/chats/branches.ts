import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ChatMessage } from "#lib/agent";
import { answers, chats, type Db, messages } from "#lib/database";
import { readMessage } from "./message-row.ts";

/** The messages of a chat without what they say, oldest first: so a parent stands before its children. */
export type Skeleton = [id: string, parentId: string | null][];

/** One column with the skeleton of the chat that a query is about, so that both are of one moment. */
export function selectSkeleton(): SQL<Skeleton> {
  return sql<Skeleton>`(
    select coalesce(json_agg(json_build_array(m.id, m.parent_id) order by m.position), '[]')
    from ${messages} m where m.chat_id = ${chats}.id
  )`;
}

/** The ids from the first message to one of them; none for null. */
export function listBranch(skeleton: Skeleton, end: string | null): string[] {
  const parents = new Map(skeleton);
  const branch: string[] = [];
  for (let id = end; id !== null; id = parents.get(id) ?? null) branch.push(id);
  return branch.reverse();
}

/** The newest message below one, or itself: nothing is newer than that, so the branch ends there. */
export function findNewestEnd(skeleton: Skeleton, messageId: string): string {
  const below = new Set([messageId]);
  let newest = messageId;
  for (const [id, parentId] of skeleton) {
    if (parentId === null || !below.has(parentId)) continue;
    below.add(id);
    newest = id;
  }
  return newest;
}

/** For each message of the branch that has siblings: the ids of all of them, itself among them, oldest first. */
export function listForks(skeleton: Skeleton, branch: string[]): Record<string, string[]> {
  const children = Map.groupBy(skeleton, ([, parentId]) => parentId);
  const forks = branch.map((id, at) => {
    const siblings = children.get(branch[at - 1] ?? null) ?? [];
    return [id, siblings.map(([sibling]) => sibling)] as const;
  });
  return Object.fromEntries(forks.filter(([, siblings]) => siblings.length > 1));
}

/** Messages of one chat. */
export interface Branch {
  messages: ChatMessage[];
  /** Those of them that came with an import nobody vouches for. */
  unverified: string[];
  /** The one of them that is being written; null when there is none. */
  answering: string | null;
}

/** Messages of a chat in the order of their ids. One that is being written has its saved steps and its step under way. */
export async function loadMessages(db: Db, chatId: string, ids: string[]): Promise<Branch> {
  if (ids.length === 0) return { messages: [], unverified: [], answering: null };
  // Both kinds of parts in one statement: a step that ends meanwhile must be in it once.
  const rows = await db
    .select({
      id: messages.id,
      role: messages.role,
      parts: messages.parts,
      metadata: messages.metadata,
      unverified: messages.unverified,
      underWay: answers.parts,
    })
    .from(messages)
    .leftJoin(answers, and(eq(answers.chatId, messages.chatId), eq(answers.messageId, messages.id)))
    .where(and(eq(messages.chatId, chatId), sql`${messages.id} = any(${sql.param(ids)})`));
  const kept = new Map(rows.map((row) => [row.id, row]));
  const branch = ids.flatMap((id) => kept.get(id) ?? []);
  return {
    messages: branch.map((row) => readMessage(row, row.underWay)),
    unverified: branch.flatMap(({ id, unverified }) => (unverified ? [id] : [])),
    answering: branch.find(({ underWay }) => underWay !== null)?.id ?? null,
  };
}
