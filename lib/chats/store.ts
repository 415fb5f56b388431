import type { ChatMessage, Execution } from "#lib/agent";

/** A conversation, oldest message first. */
export interface Chat {
  id: string;
  messages: ChatMessage[];
}

/** Where conversations are kept. */
export interface ChatStore {
  /** Null for a conversation nobody began. */
  load(id: string): Promise<Chat | null>;
  /**
   * Adds a question to a conversation, which it begins if need be, and returns the conversation up to it. A question
   * that stands last already is being asked again: its earlier answer gives way.
   */
  saveQuestion(id: string, question: ChatMessage): Promise<Chat>;
  /** Adds an answer, or puts it in the place of the one with its id. */
  saveAnswer(id: string, answer: ChatMessage): Promise<void>;
  /** The record of a run in a kept answer; null for a run or a chat that is not there. */
  loadRun(id: string, runId: string): Promise<Execution | null>;
  /** Puts a record in the place of that run's, and touches nothing else. False when that run, of that program, is gone. */
  saveRun(id: string, runId: string, run: Execution): Promise<boolean>;
}
