import { type ComponentType, useEffect, useSyncExternalStore } from "react";
import type { EditorProps } from "./program-editor.tsx";

type CodeEditor = ComponentType<EditorProps>;

let loaded: CodeEditor | null = null;
let isLoading = false;
const listeners = new Set<() => void>();

/** What failed is tried again by the next one who needs it; until then there is a plain field. */
function load(): void {
  if (loaded || isLoading) return;
  isLoading = true;
  void import("./code-editor.tsx").then(
    (module) => {
      loaded = module.default;
      for (const listener of listeners) listener();
    },
    () => {
      isLoading = false;
    },
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const read = () => loaded;

/** Null until it is loaded. */
export function useCodeEditor(): CodeEditor | null {
  const editor = useSyncExternalStore(subscribe, read, () => null);
  useEffect(load, []);
  return editor;
}
