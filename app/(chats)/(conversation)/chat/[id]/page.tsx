import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SavedChat } from "#components/chat";
import type { Chat } from "#lib/chats";
import { getServer } from "#lib/server";
import { idSchema } from "../../../../api/id.ts";
import { readOwner } from "../../../../owner.ts";

interface ChatPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: ChatPageProps): Promise<Metadata> {
  const chat = await loadChat((await params).id);
  return { title: chat ? `${chat.title} · Workings` : "No such chat · Workings" };
}

export default async function ChatPage({ params }: ChatPageProps) {
  const chat = await loadChat((await params).id);
  if (!chat) notFound();
  return <SavedChat chat={chat} />;
}

/** Once for each request, though both the page and its title need it. */
const loadChat = cache(async (chatId: string): Promise<Chat | null> => {
  const owner = await readOwner();
  if (owner === null || !idSchema.safeParse(chatId).success) return null;
  return (await getServer()).chats.load(owner, chatId);
});
