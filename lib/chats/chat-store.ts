import type { ChatMessage, Execution } from "#lib/agent";

/** A line of the list of chats. Times are in milliseconds since the epoch. */
export interface ChatSummary {
  id: string;
  title: string;
  createdAt: number;
  /** When its last question or answer came. */
  updatedAt: number;
  shared: boolean;
}

/** One branch of a conversation, as its owner sees it. */
export interface Chat extends ChatSummary {
  /** From the first question to the last message of the branch its owner was on. */
  messages: ChatMessage[];
  /** For each message of the branch that has siblings: the ids of all of them, itself among them, oldest first. */
  forks: Record<string, string[]>;
  /** The answer under way, which may be of another branch; null when there is none. */
  answering: string | null;
  /** Messages of the branch that came with an import nobody vouches for. */
  unverified: string[];
  /** The unguessable part of its read-only link; null while it is not shared. */
  shareToken: string | null;
}

/** What anybody with the link may see of a shared chat. */
export type SharedChat = Pick<Chat, "title" | "createdAt" | "updatedAt" | "messages" | "unverified">;

/** The last chat of one page of the list, after which the next begins. */
export interface ListKey {
  updatedAt: number;
  id: string;
}

export interface ChatPage {
  chats: ChatSummary[];
  /** Null on the last page. */
  next: ListKey | null;
}

/** A chat in which something was found. */
export interface SearchHit extends ChatSummary {
  /** Where, when it was found in a message: its id, for a link; else null, and the title matches. */
  messageId: string | null;
  /** The words around it, cut to about a line, with the parts that match marked. */
  excerpt: { text: string; match: boolean }[];
}

/** A question to be answered: a new one, or one that was asked before and is to be answered again. */
export type Asking =
  /** `parentId` is the message it follows, null to begin with it, undefined for the end of the branch one is on. */
  | { kind: "new"; question: ChatMessage; parentId: string | null | undefined }
  | { kind: "again"; questionId: string };

export type Begun =
  | {
      ok: true;
      /** The branch from the first message to the question. */
      messages: ChatMessage[];
      /** Those of them that came with an import nobody vouches for. */
      unverified: string[];
      /** Whether the chat's title is still the question's first words. */
      untitled: boolean;
    }
  | {
      ok: false;
      reason:
        | "still-answering"
        /** No chat of this owner's, or no such message in it. */
        | "no-such-chat"
        | "no-such-message"
        /** Questions follow answers and answers follow questions. */
        | "wrong-parent"
        /** Another message of the chat has the question's id. */
        | "id-taken";
    };

/** An answer that its process keeps writing. */
export interface AnswerKey {
  chatId: string;
  messageId: string;
}

export type Standing =
  | "goes-on"
  /** Its owner wants no more of it, or has deleted the chat. */
  | "stop"
  /** The chat is not taken for it: it was finished, or its process was silent for too long. */
  | "lost";

/**
 * Where conversations are kept. What belongs to somebody else is as if it were not there. Every promise rejects when the
 * database cannot be reached, and then nothing was changed.
 */
export interface ChatStore {
  /** Whether there is such a chat, which costs less than to load it. */
  has(owner: string, chatId: string): Promise<boolean>;
  /** Null for a chat nobody began, of somebody else, or deleted. */
  load(owner: string, chatId: string): Promise<Chat | null>;
  loadShared(shareToken: string): Promise<SharedChat | null>;
  /** Newest first. */
  list(owner: string, page: { after: ListKey | null; limit: number }): Promise<ChatPage>;
  /** Chats whose title, messages or programs have all the words, the last as a beginning; newest first, one hit for each. */
  search(owner: string, text: string, limit: number): Promise<SearchHit[]>;

  /** False, here and below, where there is no such chat. */
  rename(owner: string, chatId: string, title: string): Promise<boolean>;
  /** A title by the model. It gives way to one by a person. */
  suggestTitle(chatId: string, title: string): Promise<void>;
  delete(owner: string, chatId: string): Promise<boolean>;
  /** Takes a deletion back, for a day. */
  restore(owner: string, chatId: string): Promise<boolean>;
  /** Removes some of the chats for good that nobody can have back any more. Each deletion does so as well. */
  purge(): Promise<void>;
  /** Goes over to the branch of a message: to its newest end below it. */
  chooseBranch(owner: string, chatId: string, messageId: string): Promise<boolean>;
  /** The token of the chat's link, which is made at the first call; null where there is no such chat. */
  share(owner: string, chatId: string): Promise<string | null>;
  unshare(owner: string, chatId: string): Promise<boolean>;
  /** Every message with its parent, oldest first; null where there is no such chat. */
  loadTree(owner: string, chatId: string): Promise<ChatTree | null>;
  /** Adds a chat, whole or not at all, under a new id, which it answers with. */
  addTree(owner: string, tree: ChatTree, options: { unverified: boolean }): Promise<string>;

  /**
   * Keeps the question, adds the empty answer after it and takes the chat for it, in one step. A new chat begins with it.
   * A question that is there already, word for word and at that place, is the same question sent twice, and is answered again.
   */
  begin(owner: string, chatId: string, asking: Asking, answer: ChatMessage): Promise<Begun>;
  /** Keeps the steps that have ended; the step under way begins anew. */
  saveSteps(key: AnswerKey, message: ChatMessage): Promise<void>;
  /** Keeps the parts of the step under way, which follow those of `saveSteps`. */
  saveProgress(key: AnswerKey, parts: ChatMessage["parts"]): Promise<void>;
  /** Says that the process still writes this answer, and hears how it stands. */
  renew(key: AnswerKey): Promise<Standing>;
  /**
   * Takes the chat once more for an answer that was taken for interrupted, and keeps the steps that have ended. False where it
   * was not, or the chat was deleted or is being answered anew.
   */
  takeBack(key: AnswerKey, message: ChatMessage): Promise<boolean>;
  /** Keeps the whole answer and frees the chat. */
  finish(key: AnswerKey, message: ChatMessage): Promise<void>;
  /** The id of the answer under way in a chat; null when there is none, or no such chat. */
  findAnswering(owner: string, chatId: string): Promise<string | null>;
  /** False where no answer is under way. */
  requestStop(owner: string, chatId: string): Promise<boolean>;
  /**
   * Ends the answers whose process is gone: what was saved of them is kept as interrupted. Those of `silentForMs` without a
   * sign of life; the store does so by itself with each chat it loads or begins an answer in.
   */
  endInterrupted(silentForMs: number): Promise<void>;

  /** The record of a run in a kept answer; null for a run or a chat that is not there. */
  loadRun(owner: string, chatId: string, runId: string): Promise<Execution | null>;
  /** Puts a record in the place of that run's, and touches nothing else. False when that run, of that program, is gone. */
  saveRun(owner: string, chatId: string, runId: string, run: Execution): Promise<boolean>;

  /** The versions of a run that its reader has made, oldest first; null for a run or a chat that is not there. */
  loadEdits(owner: string, chatId: string, runId: string): Promise<Edit[] | null>;
  /** Their ids alone, oldest first; null likewise. */
  listEdits(owner: string, chatId: string, runId: string): Promise<string[] | null>;
  /** Adds a version to those of a run, made now. Null when the run is gone. */
  addEdit(owner: string, chatId: string, runId: string, edit: NewEdit): Promise<Edit | null>;
  /** A version with its place in the conversation; null for one that is not there. */
  loadEdit(owner: string, chatId: string, editId: string): Promise<PlacedEdit | null>;
}

/** A run's program as its reader changed it, and what became of it. */
export interface Edit {
  id: string;
  /** The version that was changed; null for the run itself. */
  parentId: string | null;
  /** In milliseconds since the epoch. */
  createdAt: number;
  execution: Execution;
}

export type NewEdit = Pick<Edit, "id" | "parentId" | "execution">;

export interface PlacedEdit extends Edit {
  /** That of the run it was made from. */
  title: string;
  /** The message that a question with it follows. */
  after: string | null;
}

/** A conversation with all its branches, as it is exported. */
export interface ChatTree {
  title: string;
  createdAt: number;
  updatedAt: number;
  /** The last message of the branch its owner was on. */
  headId: string | null;
  messages: TreeMessage[];
}

export interface TreeMessage {
  message: ChatMessage;
  parentId: string | null;
  createdAt: number;
  unverified: boolean;
}
