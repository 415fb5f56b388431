import { nanoid } from "nanoid";
import { cookies } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { type ChatSetup, ChatsProvider } from "#components/chat";
import { ChatListProvider, rememberedCookie, Sidebar } from "#components/sidebar";
import { getServer, type Server } from "#lib/server";
import { requireAdmission } from "../admission.ts";
import { readAllowance } from "../allowance.ts";
import { readOwner } from "../owner.ts";

/** How many chats of the list come with a page. */
const listed = 40;

export default async function ChatsLayout({ children }: { children: ReactNode }) {
  // What is offered depends on the environment and on what runs on this machine, so it is asked at each visit.
  await connection();
  await requireAdmission();
  const server = await getServer();
  const owner = await readOwner();
  const [setup, page] = await Promise.all([
    readSetup(server, owner !== null),
    owner === null ? { chats: [], next: null } : server.chats.list(owner, { after: null, limit: listed }),
  ]);
  const remembered = (await cookies()).get(rememberedCookie)?.value;
  return (
    <ChatListProvider initial={page} now={Date.now()} remembered={remembered}>
      <ChatsProvider setup={setup} newId={nanoid()}>
        <div className="flex h-dvh overflow-hidden">
          <Sidebar />
          <div className="min-w-0 flex-1">{children}</div>
        </div>
      </ChatsProvider>
    </ChatListProvider>
  );
}

async function readSetup(server: Server, known: boolean): Promise<ChatSetup> {
  const models = (await server.offer()).map((offered) => ({
    id: offered.id,
    name: offered.name,
    provider: offered.provider,
    demo: offered.demo,
    reviewer: server.nameReviewer(offered),
  }));
  const { starters, maxQuestionChars } = server;
  return { models, starters, maxQuestionChars, known, allowance: await readAllowance(server) };
}
