/** What a log may hold of an error. No field repeats what a person, a model, a program or a provider wrote. */
export interface ErrorRecord {
  name: string;
  /** Only of errors that say it is for whoever runs the server, with a `forOwner` of true, and of the few that are known by it. */
  message?: string;
  /** Of a system's call, a database's answer or a library. */
  code?: string;
  syscall?: string;
  /** Of a database's answer. */
  table?: string;
  constraint?: string;
  /** An HTTP status, and the id under which the provider knows the request. */
  status?: number;
  providerRequestId?: string;
  /** Where it was thrown, the innermost place first. Neither this nor a cause is told beside a message. */
  stack?: string[];
  cause?: ErrorRecord;
}

const maxFrames = 8;
const maxCauses = 5;

/** What a driver says of a connection, and nothing but its words tells it apart. */
const known = new Set([
  "timeout exceeded when trying to connect",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "Query read timeout",
]);

/** Where the program stands is known to whoever reads its log. */
const here = `${process.cwd()}/`;

/** Where providers say how they call a request. */
const idHeaders = ["x-request-id", "request-id", "x-amzn-requestid", "cf-ray"];

/**
 * Takes from an error what names it, and leaves what tells of it: messages repeat what was asked, answered or to be saved, and a
 * provider's errors hold the whole request besides.
 */
export function describeError(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { name: `a ${error === null ? "null" : typeof error} was thrown` };
  const fields = error as Error & Record<string, unknown>;
  const record: ErrorRecord = { name: readWord(error.name) ?? readWord(error.constructor.name) ?? "Error" };
  if (fields.forOwner === true || known.has(error.message)) record.message = error.message;
  for (const name of ["code", "syscall", "table", "constraint"] as const) {
    const word = readWord(fields[name]);
    if (word !== null) record[name] = word;
  }
  if (typeof fields.statusCode === "number") record.status = fields.statusCode;
  const id = readProviderId(fields.responseHeaders);
  if (id !== null) record.providerRequestId = id;
  // Words for the owner say what happened better than places do.
  const stack = record.message === undefined ? readStack(error) : [];
  if (stack.length > 0) record.stack = stack;
  const cause = causeOf(fields);
  if (cause !== undefined && record.message === undefined && depth < maxCauses)
    record.cause = describeError(cause, depth + 1);
  return record;
}

/** Also the last of several attempts, and the first of several addresses. */
function causeOf({ cause, lastError, errors }: Record<string, unknown>): unknown {
  return cause ?? lastError ?? (Array.isArray(errors) ? errors[0] : undefined);
}

/** A name or a code; a sentence, or what holds more than such a word, is null. */
function readWord(value: unknown): string | null {
  return typeof value === "string" && /^[\w.$-]{1,64}$/.test(value) ? value : null;
}

function readProviderId(headers: unknown): string | null {
  if (typeof headers !== "object" || headers === null) return null;
  const found = idHeaders.map((name) => readId((headers as Record<string, unknown>)[name]));
  return found.find((id) => id !== null) ?? null;
}

function readId(value: unknown): string | null {
  return typeof value === "string" && /^[\w.:-]{1,128}$/.test(value) ? value : null;
}

const frame = /^ {4}at [^\n]{0,400}(?::\d+:\d+\)?|\(<anonymous>\)|\(native\))$/;

/** A stack begins with the message, lines of which can look like places: without that beginning nothing tells them apart. */
function readStack({ stack, message }: Error): string[] {
  const end = stack?.indexOf(message) ?? -1;
  if (stack === undefined || end < 0) return [];
  return stack
    .slice(end + message.length)
    .split("\n")
    .filter((line) => frame.test(line))
    .slice(0, maxFrames)
    .map((line) => line.trim().slice("at ".length).replace(here, ""));
}
