import { notFound } from "next/navigation";
import { SavedChat } from "#components/chat";
import type { Chat } from "#lib/chats";
import { getServer } from "#lib/server";
import { idSchema } from "../../../../api/id.ts";
import { readOwner } from "../../../../owner.ts";

interface ChatPageProps {
  params: Promise<{ id: string }>;
}

export default async function ChatPage({ params }: ChatPageProps) {
  const chat = await loadChat((await params).id);
  if (!chat) notFound();
  return <SavedChat chat={chat} />;
}

async function loadChat(chatId: string): Promise<Chat | null> {
  const owner = await readOwner();
  if (owner === null || !idSchema.safeParse(chatId).success) return null;
  return (await getServer()).chats.load(owner, chatId);
}
