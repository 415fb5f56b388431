import { connection } from "next/server";
import { Chat } from "#components/chat";
import { getServer } from "#lib/server";

export default async function Page() {
  // What is offered depends on the environment and on what runs on this machine, so it is asked at each visit.
  await connection();
  const server = await getServer();
  const models = (await server.offer()).map((offered) => ({
    id: offered.id,
    name: offered.name,
    provider: offered.provider,
    demo: offered.demo,
    reviewer: server.nameReviewer(offered),
  }));
  return <Chat setup={{ models, starters: server.starters, maxQuestionChars: server.maxQuestionChars }} />;
}
