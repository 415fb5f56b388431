import { type Finding, good, note } from "./finding.ts";

/** What bounds who may ask how much, each with a default that `off` takes away. */
const limits = [
  "REQUESTS_PER_OWNER",
  "REQUESTS_PER_NETWORK",
  "REQUESTS_PER_HOUR",
  "USD_PER_OWNER_AND_DAY",
  "USD_PER_DAY",
  "USD_PER_MONTH",
  "STORAGE_MB",
];

/** Who may use the server at whose cost. Nobody's where the demo answers. */
export function examineOpenness(variables: Record<string, string | undefined>, costs: boolean): Finding[] {
  const off = limits.filter((name) => variables[name]?.trim() === "off");
  const found: Finding[] = [];
  if (variables.ACCESS_CODE) found.push(good("access", "An ACCESS_CODE is asked for."));
  else if (costs)
    found.push(
      note(
        "access",
        "There is no ACCESS_CODE: whoever reaches this server may ask at your cost, within the limits.",
      ),
    );
  if (off.length > 0)
    found.push(
      note(
        "limits",
        `${off.join(", ")}: off, so nothing bounds ${[...new Set(off.map(describeLimit))].join(", or ")}.`,
      ),
    );
  else found.push(good("limits", "None is off."));
  if (!variables.VERCEL && !variables.TRUSTED_PROXY)
    found.push(
      note("proxy", "There is no TRUSTED_PROXY: behind a proxy, all visitors count as one network."),
    );
  return found;
}

function describeLimit(name: string): string {
  if (name.startsWith("USD_")) return "what models may cost";
  return name === "STORAGE_MB" ? "how much is kept" : "how often is asked";
}
