import type { Client } from "pg";
import { codeOf, DatabaseError, type DatabaseProblem, wordsOf } from "./errors.ts";

type ConnectionProblem = Extract<
  DatabaseProblem,
  "unreachable" | "busy" | "not-let-in" | "untrusted-certificate" | "no-database"
>;

/** What codes of PostgreSQL and of TLS mean for somebody who cannot connect. Without one of these there was no way to it. */
const problems: Record<string, ConnectionProblem> = {
  "28000": "not-let-in",
  "28P01": "not-let-in",
  "42501": "not-let-in",
  "3D000": "no-database",
  "53300": "busy",
  "57P03": "busy",
  CERT_HAS_EXPIRED: "untrusted-certificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrusted-certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "untrusted-certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted-certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted-certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted-certificate",
};

/** Says in words why there is no connection. Without a client its address could not even be read. Shows no password. */
export function explainConnection(error: unknown, client: Client | null): DatabaseError {
  const cause = { cause: error };
  const words = wordsOf(error).replace(/\.$/, "");
  if (client === null) {
    return new DatabaseError(
      "bad-address",
      `DATABASE_URL cannot be used: ${words}. It looks like postgresql://USER:PASSWORD@HOST:5432/DATABASE; an @ or a / within the password is written %40 or %2F.`,
      cause,
    );
  }
  const problem = problems[codeOf(error) ?? ""] ?? "unreachable";
  const { what, advice } = tell(problem, client);
  return new DatabaseError(
    problem,
    `The PostgreSQL server at ${client.host}:${client.port} ${what} (${words}). What is kept there is as it was. ${advice}`,
    cause,
  );
}

function tell(problem: ConnectionProblem, { user, database }: Client): { what: string; advice: string } {
  switch (problem) {
    case "unreachable":
      return {
        what: "cannot be reached",
        advice: "Is it running, and are host, port and sslmode in DATABASE_URL right? Then start again.",
      };
    case "busy":
      return {
        what: "takes no more connections at the moment",
        advice: "Start again in a minute, or have it take more.",
      };
    case "not-let-in":
      return {
        what: `does not let the user ${user} in`,
        advice: `Check user and password in DATABASE_URL, and that the user may connect to the database ${database} from here.`,
      };
    case "untrusted-certificate":
      return {
        what: "has a certificate that nobody here vouches for",
        advice:
          "Name the authority that does with sslrootcert=/PATH/TO/ITS.pem in DATABASE_URL, or do without with sslmode=no-verify, on a network you trust.",
      };
    case "no-database":
      return {
        what: `has no database ${database}`,
        advice: `Make it (\`createdb ${database}\`), or name another in DATABASE_URL.`,
      };
  }
}
