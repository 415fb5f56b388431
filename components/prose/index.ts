export { Prose, preloadMarkdown } from "./prose.tsx";
