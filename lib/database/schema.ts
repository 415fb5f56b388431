import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  customType,
  foreignKey,
  index,
  pgTable,
  text as plainText,
  primaryKey,
  smallint,
  timestamp,
} from "drizzle-orm/pg-core";

/** Words of a text with where they stand, as Postgres keeps them for its search. */
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * JSON in Postgres' type of that name, not `jsonb`, which takes neither NUL nor half a surrogate pair. Both drivers read it with
 * `JSON.parse`; Drizzle's own type would read a text in it once more.
 */
const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "json",
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => value,
});

/** A text without NUL, which Postgres does not take: it is left out of what is written and of what is looked for. */
const text = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: (value) => value.replaceAll("\0", "").toWellFormed(),
});

/** To the millisecond, as JavaScript has it: what was read finds its row again. */
const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/**
 * How an index over words is kept: up to date at once. A list of what is still to be put into it would be read by each search,
 * and the embedded database has nobody who empties it.
 */
const upToDate = { fastupdate: false };

/** What the server keeps for itself, such as the secret that signs. */
export const settings = pgTable("settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
});

/** Conversations. Their messages form trees. */
export const chats = pgTable(
  "chats",
  {
    id: text("id").primaryKey(),
    ownerId: text("owner_id").notNull(),
    title: text("title").notNull(),
    /** The first words of the question give way to the model's title, and nothing to a person's. */
    titledBy: plainText("titled_by", { enum: ["question", "model", "person"] }).notNull(),
    /** The last message of the branch its owner was on. Null only while it has no message. */
    headId: text("head_id"),
    /** The unguessable part of the read-only link; null while it is not shared. */
    shareToken: text("share_token").unique(),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
    /** A deleted chat can be had back until it is purged. */
    deletedAt: time("deleted_at"),
    titleWords: tsvector("title_words").notNull(),
  },
  (table) => [
    index("chats_by_owner")
      .on(table.ownerId, table.updatedAt.desc(), table.id.desc())
      .where(sql`deleted_at is null`),
    index("chats_by_title_words").using("gin", table.titleWords).with(upToDate),
    index("chats_deleted").on(table.deletedAt).where(sql`deleted_at is not null`),
  ],
);

/** Questions and answers. `parentId` is the message it follows; null for the first of a conversation. */
export const messages = pgTable(
  "messages",
  {
    chatId: text("chat_id")
      .notNull()
      .references(() => chats.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    parentId: text("parent_id"),
    role: plainText("role", { enum: ["user", "assistant"] }).notNull(),
    /** UI message parts, in the form that `partsVersion` names. */
    parts: json("parts").notNull(),
    partsVersion: smallint("parts_version").notNull(),
    /** What is known of an answer besides its parts; null for a question. */
    metadata: json("metadata"),
    /** From an import whose signature was not ours, or that had none. */
    unverified: boolean("unverified").notNull().default(false),
    createdAt: time("created_at").notNull().defaultNow(),
    /** The order in which messages came, also within one transaction. */
    position: bigserial("position", { mode: "number" }).notNull(),
    /** What a search hit is shown from. */
    searchText: text("search_text").notNull(),
    words: tsvector("words").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chatId, table.id] }),
    foreignKey({
      columns: [table.chatId, table.parentId],
      foreignColumns: [table.chatId, table.id],
      name: "messages_parent",
    }),
    index("messages_by_parent").on(table.chatId, table.parentId, table.position),
    index("messages_by_words").using("gin", table.words).with(upToDate),
  ],
);

/**
 * The answer a chat is waiting for, at most one: its lock, its step under way, its sign of life, and where it is told to
 * stop.
 */
export const answers = pgTable(
  "answers",
  {
    chatId: text("chat_id").primaryKey(),
    messageId: text("message_id").notNull(),
    /** Parts of the step under way: they follow those of the message. */
    parts: json("parts").notNull(),
    /** Renewed while the process lives. */
    seenAt: time("seen_at").notNull().defaultNow(),
    stopRequested: boolean("stop_requested").notNull().default(false),
  },
  (table) => [
    foreignKey({
      columns: [table.chatId, table.messageId],
      foreignColumns: [messages.chatId, messages.id],
      name: "answers_message",
    }).onDelete("cascade"),
  ],
);

/** Versions of runs: programs that their reader changed, with what became of them. They go with the message of the run. */
export const edits = pgTable(
  "edits",
  {
    chatId: text("chat_id").notNull(),
    id: text("id").notNull(),
    /** Where the run is that it was made from. Runs of answers beside one another may have one id. */
    messageId: text("message_id").notNull(),
    runId: text("run_id").notNull(),
    /** That of the run. */
    title: text("title").notNull(),
    /** The version that was changed; null for the run itself. */
    parentId: text("parent_id"),
    execution: json("execution").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    position: bigserial("position", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chatId, table.id] }),
    foreignKey({
      columns: [table.chatId, table.messageId],
      foreignColumns: [messages.chatId, messages.id],
      name: "edits_message",
    }).onDelete("cascade"),
    // A run's id may be of any length, which no index takes.
    index("edits_by_message").on(table.chatId, table.messageId, table.position),
  ],
);

/** Verdicts of reviewers, by program, policy and model. */
export const verdicts = pgTable(
  "verdicts",
  {
    key: text("key").primaryKey(),
    verdict: json("verdict").notNull(),
    savedAt: time("saved_at").notNull().defaultNow(),
  },
  (table) => [index("verdicts_by_age").on(table.savedAt)],
);

/** What was used of a limit in one of its windows: requests, or millionths of a dollar. */
export const counters = pgTable(
  "counters",
  {
    key: text("key").notNull(),
    /** When the window began. */
    beganAt: time("began_at").notNull(),
    used: bigint("used", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.beganAt] }),
    index("counters_by_age").on(table.beganAt),
  ],
);

/** The answers that an owner has under way, each in one of a few slots. */
export const leases = pgTable(
  "leases",
  {
    ownerId: text("owner_id").notNull(),
    slot: smallint("slot").notNull(),
    id: text("id").notNull(),
    /** A process that is gone gives nothing back. */
    expiresAt: time("expires_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.slot] })],
);
