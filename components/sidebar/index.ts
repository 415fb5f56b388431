export {
  announceChange,
  ChatListProvider,
  Sidebar,
  SidebarButton,
  useChanges,
  useChatList,
} from "./list.tsx";
