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
export { createMemoryStore } from "./memory-store.ts";
export { createSharing, type Download, type ExportForm, type Sharing, type SharingParts } from "./sharing.ts";
