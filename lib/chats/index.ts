export type {
  AnswerKey,
  Asking,
  Begun,
  Chat,
  ChatPage,
  ChatStore,
  ChatSummary,
  ChatTree,
  ListKey,
  SearchHit,
  SharedChat,
  TreeMessage,
} from "./chat-store.ts";
export {
  type Answerer,
  type Conversations,
  createConversations,
  type RunReviser,
  type RunRevision,
} from "./conversations.ts";
export { createDatabaseStore, type StoreParts } from "./database-store.ts";
export { createMemoryStore } from "./memory-store.ts";
export { createVerdictTable, type VerdictTable } from "./verdict-table.ts";
