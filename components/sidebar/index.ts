export { ChatListProvider, useChatList } from "./chat-list-provider.tsx";
export { type Command, useCommands } from "./commands.ts";
export { announceChange, useChanges } from "./other-tabs.ts";
export { rememberedCookie } from "./remembered.ts";
export { Sidebar } from "./sidebar.tsx";
export { SidebarButton } from "./sidebar-button.tsx";
