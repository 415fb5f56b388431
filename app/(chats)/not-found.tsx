export { MissingChat as default } from "#components/chat";
