import { nanoid } from "nanoid";
import { connection } from "next/server";
import { NewChat } from "#components/chat";

export default async function NewChatPage() {
  await connection();
  return <NewChat visit={nanoid()} />;
}
