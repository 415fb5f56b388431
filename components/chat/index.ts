export { Chat } from "./chat.tsx";
export type { ChatSetup, ModelChoice } from "./setup.ts";
