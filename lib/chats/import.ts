import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { ChatMessage } from "#lib/agent";
import type { ChatTree, TreeMessage } from "./chat-store.ts";
import { format, signedText } from "./export/json.ts";
import { isWithin, maxMessages, maxWords } from "./import-bounds.ts";

export interface ImportParts {
  /** Whether this server signed the text. */
  verify: (text: string, signature: string) => boolean | Promise<boolean>;
  /** A message of which every part is one of ours, or why it is none. */
  readMessage: (
    json: unknown,
    version: number,
  ) => { ok: true; message: ChatMessage } | { ok: false; reason: string };
}

export type Imported =
  | { ok: true; tree: ChatTree; verified: boolean }
  /** Why it is no chat that could be imported, for a person. */
  | { ok: false; reason: "no-export" | "too-large"; message: string };

/** The last millisecond that every part of the program can write as a date. */
const maxTime = Date.UTC(9999, 11, 31);

const id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "must be 8 to 64 letters, digits, - or _");
const time = z.number().int().min(0).max(maxTime);

const fileSchema = z.strictObject({
  format: z.literal(format, "must be that of an exported chat"),
  version: z.int(),
  chat: z.strictObject({
    // Databases cannot keep a text with a NUL.
    title: z
      .string()
      .min(1)
      .max(500)
      .regex(/^[^\0]*$/, "must have no NUL"),
    createdAt: time,
    updatedAt: time,
    headId: id,
    messages: z
      .array(
        z.strictObject({
          message: z.unknown(),
          parentId: id.nullable(),
          createdAt: time,
          unverified: z.boolean(),
        }),
      )
      .min(1)
      .max(maxMessages),
  }),
  signature: z.string().max(200),
});

/**
 * Reads an exported chat. Nothing in it is believed: every message must be one that this program could have made, and the
 * messages must form trees. What `verified` is false for is not changed, but nobody vouches for it.
 */
export async function readImport(json: unknown, parts: ImportParts): Promise<Imported> {
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return { ok: false, reason: "no-export", message: describeIssues(parsed.error) };
  const { chat, version, signature } = parsed.data;
  const tree = await readTree(chat, version, parts);
  if (typeof tree === "string") return { ok: false, reason: "no-export", message: tree };
  if (!(await isWithin(tree.messages))) return { ok: false, reason: "too-large", message: tooManyWords };
  // As it stands in the file, to the order of its keys: reading has copied it.
  const signed = readSigned((json as { chat: unknown }).chat, version);
  return { ok: true, tree, verified: signed !== null && (await parts.verify(signed, signature)) };
}

const tooManyWords = `This chat has more than ${maxWords.toLocaleString("en")} different words, counted in each message by itself. That is more than can be imported.`;

/** Null for what nothing here could have written: reading drops what nobody knows, however deep it is nested. */
function readSigned(chat: unknown, version: number): string | null {
  try {
    return signedText(chat, version);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type FileChat = z.infer<typeof fileSchema>["chat"];

/** The tree, or what is wrong with it. Others have their turn after each message, which may be of megabytes. */
async function readTree(
  chat: FileChat,
  version: number,
  { readMessage }: ImportParts,
): Promise<ChatTree | string> {
  const roles = new Map<string, ChatMessage["role"]>();
  const messages: TreeMessage[] = [];
  for (const [index, entry] of chat.messages.entries()) {
    const place = `chat.messages.${index}`;
    const read = readMessage(entry.message, version);
    if (!read.ok) return `${place}: ${read.reason}`;
    const { message } = read;
    if (roles.has(message.id)) return `${place}: another message has its id`;
    // Since parents stand before what follows them, no message can follow itself.
    const parent = entry.parentId === null ? null : roles.get(entry.parentId);
    if (parent === undefined) return `${place}: the message it follows does not stand before it`;
    if ((message.role === "user") !== (parent !== "user"))
      return `${place}: questions follow answers and answers follow questions`;
    roles.set(message.id, message.role);
    messages.push({ ...entry, message });
    await setImmediate();
  }
  if (!roles.has(chat.headId)) return "chat.headId: names no message of the chat";
  return { ...chat, messages };
}

function describeIssues({ issues }: z.ZodError): string {
  const wrong = issues.slice(0, 3).map(({ path, message }) => {
    return path.length > 0 ? `${path.join(".")}: ${message}` : message;
  });
  return wrong.join("; ");
}
