import { setImmediate } from "node:timers/promises";
import { toTime } from "./chat-list.ts";
import type { TreeMessage } from "./chat-store.ts";
import { interrupt } from "./interrupted.ts";
import { weighMessage } from "./message-row.ts";

/** What one statement adds. Postgres takes 65,535 values in one. */
const maxBatch = { rows: 100, weight: 5_000 };

/** What there is besides words takes its time too: so many units of text, or of JSON, as much as one word. */
const unitsOfWord = { text: 20, json: 100 };

type Row = ReturnType<typeof writeRow>["row"];

/**
 * The rows of a chat's messages, in statements of about a tenth of a second each, unless one message alone takes longer. Others
 * have their turn while they are written.
 */
export async function writeBatches(
  owner: string,
  chatId: string,
  tree: readonly TreeMessage[],
  unverified: boolean,
): Promise<Row[][]> {
  const batches: Row[][] = [];
  let batch: Row[] = [];
  let weight = 0;
  for (const added of tree) {
    const { row, words } = writeRow(owner, chatId, added, unverified);
    const more = words + row.searchText.length / unitsOfWord.text + countUnits(row.parts) / unitsOfWord.json;
    if (batch.length === 0 || batch.length === maxBatch.rows || weight + more > maxBatch.weight) {
      await setImmediate();
      batch = [];
      batches.push(batch);
      weight = 0;
    }
    batch.push(row);
    weight += more;
  }
  return batches;
}

function writeRow(owner: string, chatId: string, added: TreeMessage, unverified: boolean) {
  const { message, parentId, createdAt } = added;
  // Whoever was writing it does not write it here.
  const ended = message.metadata?.status === "answering" ? interrupt(message) : message;
  const { row, words } = weighMessage(owner, ended);
  return {
    words,
    row: {
      chatId,
      id: message.id,
      parentId,
      role: message.role === "user" ? ("user" as const) : ("assistant" as const),
      unverified: unverified || added.unverified,
      createdAt: new Date(toTime(createdAt)),
      ...row,
    },
  };
}

function countUnits(parts: unknown): number {
  return JSON.stringify(parts).length;
}
