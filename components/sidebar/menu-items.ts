import type { ChatSummary, SearchHit } from "#lib/chats";
import { type Command, matchCommands, matchesTitle } from "./commands.ts";

export type MenuItem =
  | { id: string; kind: "command"; command: Command }
  | { id: string; kind: "chat"; chat: ChatSummary }
  | { id: string; kind: "hit"; hit: SearchHit };

export interface MenuGroup {
  id: string;
  name: string;
  items: MenuItem[];
}

interface MenuContent {
  typed: string;
  commands: Command[];
  /** As far as the list is loaded. */
  chats: ChatSummary[];
  /** Nobody who has it open looks for it. */
  openChatId: string | null;
  /** What the server found; null while it was not asked or has not answered. */
  hits: SearchHit[] | null;
}

/** So many chats are offered before the server has found any. */
const maxChats = 8;

/** What the menu offers, in order: commands, then chats. Groups without items are left out. */
export function listMenuItems({ typed, commands, chats, openChatId, hits }: MenuContent): MenuGroup[] {
  const known = chats.filter(({ id, title }) => id !== openChatId && matchesTitle(title, typed));
  const groups: MenuGroup[] = [
    {
      id: "commands",
      name: "Commands",
      items: matchCommands(commands, typed).map((command) => ({
        id: `command-${command.id}`,
        kind: "command",
        command,
      })),
    },
    {
      id: "chats",
      name: typed.trim() === "" ? "Latest chats" : "Chats",
      items: hits
        ? hits.map((hit) => ({ id: `chat-${hit.id}`, kind: "hit", hit }))
        : known.slice(0, maxChats).map((chat) => ({ id: `chat-${chat.id}`, kind: "chat", chat })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** Where the item leads; null for one that is done here. */
export function linkOf(item: MenuItem): string | null {
  switch (item.kind) {
    case "command":
      return null;
    case "chat":
      return `/chat/${item.chat.id}`;
    case "hit":
      return `/chat/${item.hit.id}${item.hit.messageId ? `#${item.hit.messageId}` : ""}`;
  }
}

/** The item `steps` further on, round the ends. */
export function stepFrom(items: MenuItem[], id: string | undefined, steps: number): MenuItem | undefined {
  const at = items.findIndex((item) => item.id === id);
  return items.at((at + steps) % items.length);
}
