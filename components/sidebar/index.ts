export {
  announceChange,
  ChatListProvider,
  rememberedCookie,
  Sidebar,
  SidebarButton,
  useChanges,
  useChatList,
} from "./list.tsx";
