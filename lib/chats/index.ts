export {
  type Answerer,
  type Conversations,
  createConversations,
  type RunReviser,
  type RunRevision,
} from "./conversations.ts";
export { createMemoryStore } from "./memory-store.ts";
export type { Chat, ChatStore } from "./store.ts";
