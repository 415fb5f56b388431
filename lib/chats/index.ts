export type {
  AnswerKey,
  Asking,
  Begun,
  Chat,
  ChatPage,
  ChatStore,
  ChatSummary,
  ChatTree,
  Edit,
  ListKey,
  SearchHit,
  SharedChat,
  TreeMessage,
} from "./chat-store.ts";
export {
  type Answerer,
  type Asked,
  type Conversations,
  createConversations,
  type QuestionInChat,
} from "./conversations.ts";
export { createDatabaseStore, type StoreParts } from "./database-store.ts";
export type { EditEvent, Editing, EditRun, EditRunner, Using } from "./editing.ts";
export { createPrototypes, type Prototypes, type Shown } from "./prototypes.ts";
export type { ReviseRun, RunReviser, RunRevision } from "./revising.ts";
export { createRedisStreams, type SharedStreams } from "./shared-streams.ts";
export {
  createSharing,
  type Download,
  type ExportEnd,
  type ExportForm,
  type ImportEnd,
  type Sharing,
  type SharingParts,
} from "./sharing.ts";
export { createVerdictTable, type VerdictTable } from "./verdict-table.ts";
