import { isUnreachable } from "#lib/database";
import { log } from "#lib/log";
import { diagnose } from "#lib/models";

/** Why a request could not be served. */
export type Failure = "no-database" | "internal";

/** What failed when a request could not be served; the log then tells it. */
export function tellFailure(error: unknown): Failure {
  report("request-failed", error);
  return isUnreachable(error) ? "no-database" : "internal";
}

export function report(event: string, error: unknown): void {
  log("error", event, {}, error);
}

/** Says what went wrong with a provider, as `diagnose` does, and tells the log, for nothing else would. */
export function diagnoseAloud(role: "answer" | "review"): typeof diagnose {
  return (error) => {
    const fault = diagnose(error);
    if (fault !== null) log("warn", "provider-failed", { role, fault }, error);
    return fault;
  };
}
