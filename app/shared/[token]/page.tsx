import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SharedChat } from "#components/chat";
import type { SharedChat as Shared } from "#lib/chats";
import { getServer } from "#lib/server";
import { requireAdmission } from "../../admission.ts";

interface SharedPageProps {
  params: Promise<{ token: string }>;
}

/** The link is for those it was given to: no search engine lists it, and no other site hears of it. */
export const metadata: Metadata = {
  description: null,
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** A chat as whoever has its link sees it, whoever they are. */
export default async function SharedPage({ params }: SharedPageProps) {
  await requireAdmission();
  const { token } = await params;
  const chat = await readShared(token);
  if (!chat) notFound();
  return <SharedChat chat={chat} token={token} />;
}

async function readShared(token: string): Promise<Shared | null> {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(token)) return null;
  return (await getServer()).sharing.read(token);
}
