export { NewChat, SavedChat } from "./chat-page.tsx";
export { ChatsProvider } from "./chats-provider.tsx";
export { Conversation } from "./conversation.tsx";
export { MissingChat } from "./missing-chat.tsx";
export type { Allowance, ChatSetup, ModelChoice, Share } from "./setup.ts";
export { SharedChat } from "./shared-chat.tsx";
