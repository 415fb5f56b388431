export type { ExecuteCodeInput, Execution } from "./execution.ts";
export type { AnswerMetadata, ChatMessage, ChatTools, Failure, FailureCause } from "./message.ts";
