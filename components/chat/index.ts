export { Chat } from "./chat.tsx";
export { Prose } from "./prose.tsx";
export type { ChatSetup, ModelChoice } from "./setup.ts";
