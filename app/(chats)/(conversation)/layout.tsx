export { Conversation as default } from "#components/chat";
