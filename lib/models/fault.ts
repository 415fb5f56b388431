import {
  APICallError,
  EmptyResponseBodyError,
  InvalidResponseDataError,
  JSONParseError,
  LoadAPIKeyError,
  NoSuchModelError,
  RetryError,
  StreamProviderError,
  ToolChoiceViolationError,
  TypeValidationError,
} from "ai";

/** What went wrong between us and a model's provider. */
export type Fault =
  /** 401 or 403: the key is wrong, or may not use this model. */
  | "rejected-key"
  /** 429: too many calls, or no credit left. */
  | "rate-limited"
  | "no-such-model"
  /** No connection: refused, no such host, no network. */
  | "unreachable"
  /** The connection ended in the middle of an answer. */
  | "cut-off"
  | "timeout"
  /** Any other 4xx: our request was not to its liking. */
  | "rejected-request"
  /** 5xx, or an answer that does not speak the protocol. */
  | "provider"
  /** There is no money left for it, so it was not called. */
  | "budget"
  /** Whether there is money left could not be looked up, so it was not called. */
  | "uncounted";

/** A call was not made: what may be spent on calls is used up. */
export class BudgetError extends Error {
  constructor() {
    super("There is no money left for this call.");
    this.name = "BudgetError";
  }
}

/** A call was not made: what may be spent on calls could not be looked up. */
export class UncountedError extends Error {
  constructor(options: ErrorOptions) {
    super("Whether there is money left for this call could not be looked up.", options);
    this.name = "UncountedError";
  }
}

const protocolErrors = [
  TypeValidationError,
  JSONParseError,
  InvalidResponseDataError,
  EmptyResponseBodyError,
  ToolChoiceViolationError,
];

/** Names a provider's error; null for an error that is not a provider's. Reads signals, never a message's text. */
export function diagnose(error: unknown): Fault | null {
  if (RetryError.isInstance(error)) return diagnose(error.lastError);
  if (error instanceof BudgetError) return "budget";
  if (error instanceof UncountedError) return "uncounted";
  if (LoadAPIKeyError.isInstance(error)) return "rejected-key";
  if (NoSuchModelError.isInstance(error)) return "no-such-model";
  if (isProtocolError(error)) return "provider";
  if (APICallError.isInstance(error)) {
    return isProtocolError(error.cause) ? "provider" : readStatus(error.statusCode ?? null);
  }
  if (StreamProviderError.isInstance(error)) return readStatus(error.statusCode ?? 500);
  if (error instanceof DOMException && error.name === "TimeoutError") return "timeout";
  return null;
}

/** Also the cause of a call that was answered with something else, a proxy's page for instance. */
function isProtocolError(error: unknown): boolean {
  return protocolErrors.some((kind) => kind.isInstance(error));
}

/** A call without a status never got through; one with the status of a success broke off in its body. */
function readStatus(status: number | null): Fault {
  if (status === null) return "unreachable";
  if (status < 400) return "cut-off";
  switch (status) {
    case 401:
    case 403:
      return "rejected-key";
    case 404:
      return "no-such-model";
    case 408:
      return "timeout";
    case 429:
      return "rate-limited";
    default:
      return status < 500 ? "rejected-request" : "provider";
  }
}
