export { type Database, type DatabaseOptions, type Db, openDatabase } from "./database.ts";
export { answers, chats, messages, settings, verdicts } from "./schema.ts";
