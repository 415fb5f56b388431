export { preloadMarkdown } from "./loaded-markdown.ts";
export { Prose } from "./prose.tsx";
