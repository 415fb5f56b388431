export type { CompletedRun } from "#components/figures";
export { preloadMarkdown } from "./loaded-markdown.ts";
export { Prose } from "./prose.tsx";
