"use client";

import { nanoid } from "nanoid";
import { useState } from "react";
import { Conversation } from "./conversation.tsx";
import type { ChatSetup } from "./setup.ts";

/** The whole page. A new chat is a new conversation in its place; what the model knew goes with the old one. */
export function Chat({ setup }: { setup: ChatSetup }) {
  const [chatId, setChatId] = useState(nanoid);
  return <Conversation key={chatId} chatId={chatId} setup={setup} onNewChat={() => setChatId(nanoid())} />;
}
