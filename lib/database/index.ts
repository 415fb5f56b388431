export {
  type Database,
  type DatabaseOptions,
  type Db,
  migrateServer,
  openDatabase,
  readPending,
} from "./database.ts";
export { DatabaseError, type DatabaseProblem, isUnreachable, wordsOf } from "./errors.ts";
export { FolderInUseError, type Owner } from "./folder-lock.ts";
export { answers, chats, counters, edits, leases, messages, settings, verdicts } from "./schema.ts";
export { readDiskBytes, readRowBytes } from "./size.ts";
