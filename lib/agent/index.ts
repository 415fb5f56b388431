export { type Agent, type AgentLimits, type AgentParts, createAgent, defaultAgentLimits } from "./agent.ts";
export { type AnswerChunk, type AnswerRequest, streamAnswer } from "./answer.ts";
export { executeCode } from "./execute-code.ts";
export { type ExecuteCodeInput, type Execution, type Printed, reviewAgain } from "./execution.ts";
export { describeFailure } from "./failure.ts";
export type {
  AnswerMetadata,
  ChatData,
  ChatMessage,
  ChatTools,
  Course,
  Failure,
  FailureCause,
  RunTimes,
  Span,
  StepUse,
} from "./message.ts";
export { beginMetadata } from "./record.ts";
export { partsVersion } from "./stored/message.ts";
export { type ReadMessage, readMessage } from "./stored/read-message.ts";
export { createTitler, type Titler, type TitlerParts } from "./title.ts";
