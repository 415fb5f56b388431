export { describeError, type ErrorRecord } from "./describe-error.ts";
export { captureConsole } from "./foreign.ts";
export { type Fields, type Level, levels, log, setLogLevel } from "./log.ts";
export { currentRequestId, outsideRequests, withRequest } from "./requests.ts";
