import { z } from "zod";

/** Where Ollama listens unless it was told otherwise. */
export const defaultOllamaUrl = "http://127.0.0.1:11434";

const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) });

/** How long a look for Ollama may take, and how long what it found is believed, in milliseconds. */
const lookMs = 400;
const believeMs = 15_000;

/** Lists the models of a local Ollama: none where there is no Ollama, which is no error. */
export function createOllamaList(url: string): () => Promise<string[]> {
  let last = { at: Number.NEGATIVE_INFINITY, names: Promise.resolve<string[]>([]) };
  return () => {
    if (Date.now() - last.at > believeMs) last = { at: Date.now(), names: look(url) };
    return last.names;
  };
}

async function look(url: string): Promise<string[]> {
  try {
    const response = await fetch(`${url}/api/tags`, { signal: AbortSignal.timeout(lookMs) });
    return tagsSchema.parse(await response.json()).models.map(({ name }) => name);
  } catch {
    // Nobody there, or something else: either way there is no Ollama to offer.
    return [];
  }
}
