import { createLoadable, useLoaded } from "#components/ui";

const codeEditor = createLoadable(() => import("./code-editor.tsx"));

/** Null until it is loaded; until then, and where it cannot be, there is a plain field. */
export const useCodeEditor = () => useLoaded(codeEditor).Component;
