export { type Answerer, type Conversations, createConversations } from "./conversations.ts";
export { createMemoryStore } from "./memory-store.ts";
export type { Chat, ChatStore } from "./store.ts";
