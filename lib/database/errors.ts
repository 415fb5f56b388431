import { DrizzleQueryError } from "drizzle-orm";

/** Why a database cannot be had. */
export type DatabaseProblem =
  /** Another process has the embedded database's folder, or this one has it twice. */
  | "in-use"
  | "not-writable"
  | "disk-full"
  /** The folder was written by another PostgreSQL than this one can read. */
  | "other-version"
  | "damaged"
  /** The embedded database is not part of this build. */
  | "not-shipped"
  | "bad-address"
  | "unreachable"
  /** The server answers, and takes nobody in at the moment. */
  | "busy"
  /** Neither a user nor a password the server accepts. */
  | "not-let-in"
  | "untrusted-certificate"
  | "no-database"
  /** The user may not create tables. */
  | "no-rights"
  /** There are tables in it that another program made. */
  | "not-ours"
  /** A newer Workings has migrated it. */
  | "newer"
  /** A migration it has had reads differently now. */
  | "edited"
  | "failed";

/** A database that cannot be opened. The message is for who runs the server: what happened, what survives, what to do. */
export class DatabaseError extends Error {
  readonly problem: DatabaseProblem;
  /** Its message may stand in a log. */
  readonly forOwner = true;

  constructor(problem: DatabaseProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DatabaseError";
    this.problem = problem;
  }
}

/** The SQLSTATE of a database's error, or the code of a system's, however deeply wrapped; undefined where there is none. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // Connecting to a name with several addresses fails with all their errors.
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return codeOf(inner);
}

/** The innermost message: what the database itself said. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? wordsOf(inner) : error.message || (codeOf(error) ?? error.name);
}

/** A SQLSTATE: the database's own answer. */
const sqlState = /^(\d\w|F0|HV|P0|XX)\w{3}$/;

/**
 * Of connections that broke, of a server without room or connections left, that takes too long, is going down or coming up, reads
 * only since another took over, holds others up, fails at its files, or has another password by now.
 */
const sqlStateOfNoService = /^(08|28|40|53|57|58|25006|55P03)/;

/** Whether an error means that the database could not be asked, rather than that it said no. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof DatabaseError) return true;
  const code = codeOf(error);
  if (code !== undefined && sqlState.test(code)) return sqlStateOfNoService.test(code);
  return error instanceof DrizzleQueryError;
}
