/**
 * What the page uses of the AI SDK. A browser gets it as `npm run client` bundles it, without what the page never calls: Next's
 * own bundler keeps each of the SDK's files, and zod's, whole.
 */
export { Chat, useChat } from "@ai-sdk/react";
export { DefaultChatTransport, getToolName, isToolUIPart } from "ai";
