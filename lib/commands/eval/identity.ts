import { createHash } from "node:crypto";

/** What an answer depends on, besides the program and the reviewer's own code: after a change of that, begin with `--fresh`. */
export interface Identity {
  model: string;
  /** The model of second opinions; null where it is the same. */
  second: string | null;
  /** How much the models think. */
  effort: string;
  /** Where the first model is: a host, or `Ollama`; null for OpenAI. */
  server: string | null;
  /** SHA-256 of the instructions. */
  policyVersion: string;
  prompt: "policy" | "seed";
}

/** As a table's head names it. */
export function nameIdentity({ model, second, prompt }: Identity): string {
  const models = second === null ? model : `${model}, second ${second}`;
  return prompt === "seed" ? `${models}, original prompt` : models;
}

/** The name of its files, without an ending: readable, and by a hash of everything no other's. */
export function stemOf(identity: Identity): string {
  const { model, second, effort, server, policyVersion, prompt } = identity;
  const everything = JSON.stringify([model, second, effort, server, policyVersion, prompt]);
  const hash = createHash("sha256").update(everything).digest("hex");
  const readable = model.replace(/[^a-z0-9.]+/gi, "-").slice(0, 60);
  return `${readable}-${policyVersion.slice(0, 12)}-${prompt}-${hash.slice(0, 8)}`;
}
